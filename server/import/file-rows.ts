import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Home } from "../store/home.ts";
import { manifestSchema } from "../store/manifest.ts";
import type { Role } from "./input-columns.ts";
import type { ImportedFile } from "./job.ts";

/** How many rows were read from the files of each role. */
export function rowsByRole(files: ImportedFile[]): Record<Role, number> {
  const rows = { cases: 0, outcomes: 0 };
  for (const { role, read } of files) rows[role] += read;
  return rows;
}

/** The rows of the snapshot that is served now; null where there is none that can be read. */
export async function previousRows(home: Home): Promise<Record<Role, number> | null> {
  try {
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(await readFile(home.pointer, "utf8")));
    const manifest = await readFile(join(home.snapshots, id, "manifest.json"), "utf8");
    return rowsByRole(manifestSchema.shape.snapshot.parse(JSON.parse(manifest).snapshot).files);
  } catch {
    return null;
  }
}
