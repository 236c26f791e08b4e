import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../contract/problem.ts";
import { documentHistory, saveDocument } from "./documents.ts";
import type { Home } from "./home.ts";
import type { Manifest } from "./manifest.ts";
import { databaseName, point, pointedTo, readManifest, SnapshotFault, verify } from "./publish.ts";

/** A kept snapshot: its manifest, whether it is served, and whether its database has the wrong size. */
export type KeptSnapshot = { id: string; manifest: Manifest; served: boolean; damaged: boolean };

/** A change back (or forward) to a kept snapshot. */
export type Restore = { snapshot: string; from: string | null; by: string; at: string };

const restoresDocument = "restores";
const restoreSchema = z.strictObject({ snapshot: z.string(), from: z.string().nullable() });

/** Lists every kept snapshot, the newest import first, and beside them those that cannot be read, each with the reason. */
export async function keptSnapshots(
  home: Home,
): Promise<{ snapshots: KeptSnapshot[]; unusable: { id: string; reason: string }[] }> {
  const servedId = await pointedTo(home);
  const snapshots: KeptSnapshot[] = [];
  const unusable: { id: string; reason: string }[] = [];
  for (const id of await readdir(home.snapshots)) {
    const folder = join(home.snapshots, id);
    try {
      const manifest = await readManifest(folder);
      const file = await stat(join(folder, databaseName)).catch(() => null);
      const damaged = file?.size !== manifest.database.bytes;
      snapshots.push({ id, manifest, served: id === servedId, damaged });
    } catch (fault) {
      unusable.push({ id, reason: fault instanceof SnapshotFault ? fault.message : "cannot be read" });
    }
  }
  const importedAt = ({ manifest }: KeptSnapshot) => manifest.snapshot.importedAt;
  return { snapshots: snapshots.sort((a, b) => importedAt(b).localeCompare(importedAt(a))), unusable };
}

/** Lists every restore, the newest first. */
export async function restores(home: Home): Promise<Restore[]> {
  const saved = await documentHistory(home, restoresDocument, restoreSchema);
  return saved.map(({ value, savedBy, savedAt }) => ({ ...value, by: savedBy, at: savedAt }));
}

/** Serves another kept snapshot, and records who changed to it and when. Throws a 404 if the snapshot is not kept, a 409 if it is
 * served already or damaged. */
export async function restoreSnapshot(home: Home, id: string, by: string, at: Date): Promise<void> {
  const { snapshots, unusable } = await keptSnapshots(home);
  if (![...snapshots, ...unusable].some((each) => each.id === id)) {
    throw new Problem(404, "unknown-snapshot", "There is no such snapshot; it may have been removed.", "id");
  }
  const from = await pointedTo(home);
  if (from === id) throw new Problem(409, "already-served", "That snapshot is the one that is served.", "id");
  await verify(join(home.snapshots, id)).catch((fault) => {
    const reason = fault instanceof SnapshotFault ? fault.message : "cannot be read";
    throw new Problem(409, "damaged-snapshot", `That snapshot ${reason}, so it cannot be served.`, "id");
  });
  const [last] = await documentHistory(home, restoresDocument, restoreSchema);
  await saveDocument(
    home,
    restoresDocument,
    restoreSchema,
    { snapshot: id, from },
    { over: last?.version ?? 0, by, at },
  );
  await point(home, id);
}
