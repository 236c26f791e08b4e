import { randomBytes } from "node:crypto";
import { linkSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

/** Who holds a lock: a process, known by its id and, where the system tells, by the moment at which it began, since ids are used
 * again; and what it says of itself. The file of a released lock is empty. */
const lockSchema = z.object({
  holder: z.object({ pid: z.number(), began: z.string().nullable(), by: z.string(), since: z.string() }),
});

type Process = z.infer<typeof lockSchema>["holder"];

/** Who holds a lock, in words, and since when. */
export type Holder = Pick<Process, "by" | "since">;

export type ProcessLock = { release: () => void };

/** The place of a lock: a folder that its processes share, and its name there. */
export type LockPlace = { folder: string; name: string };

/** Takes a lock that one process at a time has, or returns who has it. The lock of a process that has ended is taken over. */
export function takeLock(place: LockPlace, { by, since }: Holder): ProcessLock | Holder {
  const newest = newestLock(place);
  const holder = newest > 0 ? readHolder(place, newest) : null;
  if (holder && isAlive(holder)) return holder;
  const number = newest + 1;
  const own = { pid: process.pid, began: whenBegan(process.pid), by, since };
  if (!writeLock(place, number, own) || newestLock(place) !== number)
    return readHolder(place, newestLock(place)) ?? { by: "another process", since };
  for (const each of lockNumbers(place)) if (each < number) rmSync(pathOf(place, each), { force: true });
  return { release: () => releaseLock(place, number) };
}

/** Empties the file of the lock, which then has no holder. That needs no room on a full disk. A lock is gone with its folder, as a home
 * that somebody removes while the server stops. */
function releaseLock(place: LockPlace, number: number): void {
  try {
    truncateSync(pathOf(place, number));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** Runs the work while this process has the lock. Throws if another process has it for longer than `patienceMs`. */
export async function withLock<Answer>(
  place: LockPlace,
  patienceMs: number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const until = Date.now() + patienceMs;
  const own = { by: `process ${process.pid}`, since: new Date().toISOString() };
  let taken = takeLock(place, own);
  while (!("release" in taken)) {
    if (Date.now() > until)
      throw new Error(`${place.name} has been locked by ${taken.by} since ${taken.since}`);
    await wait(5);
    taken = takeLock(place, own);
  }
  try {
    return await work();
  } finally {
    taken.release();
  }
}

/** Whether a process of this id runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** Locks are numbered and the newest one counts. A process takes a number by linking its file into place, which the system lets only
 * one process do. Numbers only rise, so that a lock of a dead process is followed by one other lock and no more. */
function writeLock(place: LockPlace, number: number, holder: Process): boolean {
  const draft = join(place.folder, `${place.name}-draft-${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    writeFileSync(draft, JSON.stringify({ holder }), { mode: 0o600 });
    linkSync(draft, pathOf(place, number));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(place: LockPlace, number: number): Process | null {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(pathOf(place, number), "utf8"))).holder;
  } catch {
    return null;
  }
}

function newestLock(place: LockPlace): number {
  return Math.max(0, ...lockNumbers(place));
}

function lockNumbers({ folder, name }: LockPlace): number[] {
  const ofThis = new RegExp(`^${name}-(\\d+)\\.json$`);
  return readdirSync(folder).flatMap((file) => Number(ofThis.exec(file)?.[1] ?? []));
}

function pathOf({ folder, name }: LockPlace, number: number): string {
  return join(folder, `${name}-${number}.json`);
}

function isAlive({ pid, began }: Process): boolean {
  return isRunning(pid) && whenBegan(pid) === began;
}

/** When a process began, as Linux counts: the boot and the ticks since. Null on systems that do not say. */
function whenBegan(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return `${boot} ${stat.slice(stat.lastIndexOf(")")).split(" ")[20]}`;
  } catch {
    return null;
  }
}
