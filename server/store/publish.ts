import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { chmod, open, readFile, rename, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { openReadOnly, selectOne } from "../engine/database.ts";
import type { Home } from "./home.ts";
import { type Manifest, manifestSchema } from "./manifest.ts";

export const databaseName = "snapshot.duckdb";
const manifestName = "manifest.json";

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
export async function publish(home: Home, built: string): Promise<Manifest> {
  const manifest = await verify(built);
  await flush(join(built, databaseName));
  await flush(join(built, manifestName));
  await flush(built);
  await rename(built, join(home.snapshots, manifest.snapshot.id));
  await flush(home.snapshots);
  await point(home, manifest.snapshot.id);
  return manifest;
}

/** Reads a snapshot's manifest, without checking that its database is whole. */
export async function readManifest(folder: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), "utf8")));
}

/** Checks that a snapshot's database is whole, and returns its manifest. Throws with the fault otherwise. */
export async function verify(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const path = join(folder, databaseName);
  if (existsSync(`${path}.wal`)) throw new Error("a write-ahead log lies beside it");
  const { size } = await stat(path);
  if (size !== manifest.database.bytes)
    throw new Error(`it has ${size} bytes, not ${manifest.database.bytes}`);
  if ((await hashFile(path)) !== manifest.database.sha256)
    throw new Error("its contents are not what was published");
  return manifest;
}

/** The id of the current snapshot; null if there is none. */
export async function pointedTo(home: Home): Promise<string | null> {
  try {
    return z.object({ id: z.string() }).parse(JSON.parse(await readFile(home.pointer, "utf8"))).id;
  } catch {
    return null;
  }
}

/** Makes a snapshot the current one. */
export async function point(home: Home, id: string): Promise<void> {
  const draft = `${home.pointer}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ id }), { mode: 0o600 });
  await flush(draft);
  await rename(draft, home.pointer);
  await flush(dirname(home.pointer));
}

/** Lists unfinished pointer files of processes that were making a snapshot the current one, with each process's id. */
export function pointerDrafts(home: Home): { path: string; pid: number }[] {
  const folder = dirname(home.pointer);
  const name = new RegExp(`^${basename(home.pointer)}\\.(\\d+)$`);
  return readdirSync(folder).flatMap((file) => {
    const pid = name.exec(file)?.[1];
    return pid === undefined ? [] : { path: join(folder, file), pid: Number(pid) };
  });
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

/** Flushes a file or folder to the disk. Windows cannot do that for folders. */
async function flush(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder && process.platform === "win32") return;
  const handle = await open(path, isFolder ? "r" : "r+");
  await handle.sync();
  await handle.close();
}
