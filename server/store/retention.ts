import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "duckdb";
import { z } from "zod";
import { readableHistory, releasedFigures } from "./documents.ts";
import type { Home } from "./home.ts";
import { readPointer } from "./pointer.ts";
import { databaseName, readManifest } from "./publish.ts";

/** Removes all but the most recently imported snapshots, but never the served one, the one that was served before it, the one
 * released last, nor one that another process has open. The calling process must have none open. */
export async function removeOldSnapshots(home: Home, kept: number): Promise<void> {
  const pointer = await readPointer(home);
  const needed = [pointer?.id, pointer?.change?.before, await lastReleased(home)];
  const ids = await newestFirst(home);
  for (const id of ids.slice(kept)) {
    const folder = join(home.snapshots, id);
    if (!needed.includes(id) && !(await isOpenElsewhere(join(folder, databaseName))))
      await rm(folder, { recursive: true });
  }
}

/** The snapshot whose figures left the force last: the next release is attacked together with it. */
async function lastReleased(home: Home): Promise<string | null> {
  const [last] = await readableHistory(home, releasedFigures, z.object({ snapshot: z.string() }));
  return last?.value.snapshot ?? null;
}

async function newestFirst(home: Home): Promise<string[]> {
  const ids = await readdir(home.snapshots);
  const moments = await Promise.all(
    ids.map(async (id) => {
      const manifest = await readManifest(join(home.snapshots, id)).catch(() => null);
      return { id, importedAt: manifest?.snapshot.importedAt ?? "" };
    }),
  );
  return moments.sort((a, b) => b.importedAt.localeCompare(a.importedAt)).map(({ id }) => id);
}

/** Whether another process has the database open. Its lock refuses a writer, and ends when that process ends. */
async function isOpenElsewhere(path: string): Promise<boolean> {
  try {
    const instance = await DuckDBInstance.create(path, { access_mode: "READ_WRITE" });
    instance.closeSync();
    return false;
  } catch (error) {
    return error instanceof Error && error.message.includes("lock");
  }
}
