import type { Role } from "../contract/snapshot.ts";

import type { ImportedFile } from "./job.ts";

/** How many rows were read from the files of each role. */
export function rowsByRole(files: ImportedFile[]): Record<Role, number> {
  const rows = { cases: 0, outcomes: 0 };
  for (const { role, read } of files) rows[role] += read;
  return rows;
}
