import type { ImportedFile } from "./job.ts";

/** How many rows were read from the files of each role. */
export function rowsByRole(files: Pick<ImportedFile, "role" | "read">[]): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const { role, read } of files) rows[role] = (rows[role] ?? 0) + read;
  return rows;
}
