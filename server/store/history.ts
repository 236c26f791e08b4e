import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../contract/problem.ts";
import { documentHistory, saveDocument } from "./documents.ts";
import type { Home } from "./home.ts";
import type { Manifest } from "./manifest.ts";
import { type PointerChange, point, pointedTo, readPointer } from "./pointer.ts";
import { databaseName, readManifest, SnapshotFault, verify } from "./publish.ts";

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

/** How the served snapshot came to be served, and the one to go back to for as long as that is offered. */
export type LastChange = PointerChange & {
  snapshot: string;
  undo: { snapshot: string; asAt: string; until: string } | null;
};

const undoOffered = 24 * 60 * 60 * 1000;

/** Reads how the served snapshot came to be served. For 24 hours the snapshot before it is offered again, unless it cannot be used. */
export async function lastChange(home: Home, kept: KeptSnapshot[], at: Date): Promise<LastChange | null> {
  const pointer = await readPointer(home);
  if (!pointer?.change) return null;
  const { before, ...change } = pointer.change;
  const until = new Date(Date.parse(change.at) + undoOffered);
  const earlier = kept.find(({ id, damaged }) => id === before && !damaged);
  const undo =
    earlier && at < until
      ? { snapshot: earlier.id, asAt: earlier.manifest.snapshot.asAt, until: until.toISOString() }
      : null;
  return { ...change, snapshot: pointer.id, undo };
}

/** Who restores a snapshot and when, and in place of which one, if that matters. */
type Restoring = { by: string; at: Date; instead: string | undefined };

/** Serves another kept snapshot, and records who changed to it and when. Throws a 404 if the snapshot is not kept, a 409 if it is
 * served already or damaged, or if another than the one to be replaced is served by now. */
export async function restoreSnapshot(home: Home, id: string, { by, at, instead }: Restoring): Promise<void> {
  const { snapshots, unusable } = await keptSnapshots(home);
  if (![...snapshots, ...unusable].some((each) => each.id === id)) {
    throw new Problem(404, "unknown-snapshot", "There is no such snapshot; it may have been removed.", "id");
  }
  const from = await pointedTo(home);
  if (from === id) throw new Problem(409, "already-served", "That snapshot is the one that is served.", "id");
  if (instead !== undefined && from !== instead) throw servedMeanwhile();
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
  await point(home, id, { how: "restored", by, at: at.toISOString() });
}

function servedMeanwhile(): Problem {
  return new Problem(
    409,
    "served-meanwhile",
    "Somebody has published or restored another snapshot meanwhile, so this was not done. Look at what is served now, then decide again.",
    "instead",
  );
}
