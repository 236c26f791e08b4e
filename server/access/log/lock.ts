import { type FileHandle, open, readFile, unlink } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const patienceMs = 5000;

/** Runs the work while this process holds the lock, a file that only one process can create. Removes the lock of a process that was
 * killed. Throws if another process holds it for five seconds. */
export async function withLock<Answer>(path: string, work: () => Promise<Answer>): Promise<Answer> {
  await take(path);
  try {
    return await work();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

async function take(path: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const file = await open(path, "wx", 0o600).catch(taken);
    if (file) return note(file);
    const holder = Number(await readFile(path, "utf8").catch(() => ""));
    if (holder > 0 && !isAlive(holder)) await unlink(path).catch(() => undefined);
    else if (Date.now() > until) throw new Error(`the access log is being written by process ${holder}`);
    else await wait(5);
  }
}

async function note(file: FileHandle): Promise<void> {
  await file.writeFile(String(process.pid));
  await file.close();
}

function taken(error: NodeJS.ErrnoException): null {
  if (error.code === "EEXIST") return null;
  throw error;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
