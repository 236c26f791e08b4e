import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { chmod, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { openReadOnly, selectOne } from "../engine/database.ts";
import { flush } from "./durable-files.ts";
import type { Home } from "./home.ts";
import { type Manifest, manifestSchema, manifestVersion } from "./manifest.ts";
import { type PointerChange, point } from "./pointer.ts";

export const databaseName = "snapshot.duckdb";
export const manifestName = "manifest.json";

/** Writes the manifest into a built folder: what the snapshot holds, and the size and hash that prove it whole. */
export async function seal(built: string, manifest: Omit<Manifest, "database">): Promise<void> {
  const path = join(built, databaseName);
  if (existsSync(`${path}.wal`)) throw new Error("The new snapshot was not closed cleanly");
  await chmod(path, 0o600);
  const database = {
    sha256: await hashFile(path),
    bytes: (await stat(path)).size,
    crimes: await countCrimes(path),
  };
  await writeFile(join(built, manifestName), JSON.stringify({ ...manifest, database }), { mode: 0o600 });
}

/** Publishes a sealed folder as the current snapshot: verified, flushed, renamed into place, then pointed to. A crash at
 * any moment leaves exactly the old snapshot or exactly the new one. */
export async function publish(
  home: Home,
  built: string,
  { by, at }: Pick<PointerChange, "by" | "at">,
): Promise<Manifest> {
  const manifest = await verify(built);
  await flush(join(built, databaseName));
  await flush(join(built, manifestName));
  await flush(built);
  await rename(built, join(home.snapshots, manifest.snapshot.id));
  await flush(home.snapshots);
  await point(home, manifest.snapshot.id, { how: "published", by, at });
  return manifest;
}

/** Why a snapshot that is kept cannot be served, in words that go on after its id. */
export class SnapshotFault extends Error {
  readonly isOfOtherVersion: boolean;

  constructor(message: string, isOfOtherVersion: boolean) {
    super(message);
    this.isOfOtherVersion = isOfOtherVersion;
  }
}

/** Reads a snapshot's manifest, without checking that its database is whole. Throws a SnapshotFault if another version of the product
 * built it, or if the manifest cannot be read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), "utf8").catch(() => "");
  const given = parsed(text);
  const { data } = z.object({ version: z.number() }).safeParse(given);
  if (data && data.version !== manifestVersion) {
    const when = data.version < manifestVersion ? "an earlier" : "a later";
    throw new SnapshotFault(`was built by ${when} version of the flight deck`, true);
  }
  const manifest = manifestSchema.safeParse(given);
  if (manifest.success) return manifest.data;
  throw new SnapshotFault("is damaged: its manifest cannot be read", false);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Checks that a snapshot's database is whole, and returns its manifest. Throws a SnapshotFault otherwise. */
export async function verify(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const path = join(folder, databaseName);
  if (existsSync(`${path}.wal`)) throw damaged("a write-ahead log lies beside it");
  const file = await stat(path).catch(() => null);
  if (file?.size !== manifest.database.bytes)
    throw damaged(`it has ${file?.size ?? 0} bytes, not ${manifest.database.bytes}`);
  if ((await hashFile(path)) !== manifest.database.sha256)
    throw damaged("its contents are not what was published");
  return manifest;
}

function damaged(how: string): SnapshotFault {
  return new SnapshotFault(`is damaged: ${how}`, false);
}

async function countCrimes(path: string): Promise<number> {
  const instance = await openReadOnly(path);
  const connection = await instance.connect();
  const { crimes } = await selectOne(
    connection,
    "select count(*)::integer as crimes from crimes",
    {},
    z.object({ crimes: z.number() }),
  );
  connection.closeSync();
  instance.closeSync();
  return crimes;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest("hex");
}
