import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { link, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Writes a file whole or not at all, and on the disk before it returns. The file replaces one that is there; if it may not, the
 * error has the code EEXIST. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { mayReplace }: { mayReplace: boolean },
): Promise<void> {
  const draft = join(
    dirname(path),
    `.${basename(path)}.${process.pid}.${randomBytes(4).toString("hex")}.part`,
  );
  try {
    await writeFlushed(draft, content);
    if (mayReplace) await rename(draft, path);
    else await link(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  await flush(dirname(path));
}

/** The drafts of a file that processes have left unfinished, each with the id of its process. */
export function draftsOf(path: string): { path: string; pid: number }[] {
  const beginning = `.${basename(path)}.`;
  return readdirSync(dirname(path)).flatMap((file) => {
    const rest = file.startsWith(beginning) ? file.slice(beginning.length) : "";
    const pid = /^(\d+)\.[0-9a-f]+\.part$/.exec(rest)?.[1];
    return pid === undefined ? [] : { path: join(dirname(path), file), pid: Number(pid) };
  });
}

/** Asks the disk to keep a file or folder. Windows, and some file systems, have no such call for folders. */
export async function flush(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder && process.platform === "win32") return;
  const handle = await open(path, isFolder ? "r" : "r+");
  try {
    await handle.sync();
  } catch (error) {
    if (!isFolder || !(error instanceof Error && "code" in error && error.code === "EINVAL")) throw error;
  } finally {
    await handle.close();
  }
}

async function writeFlushed(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
