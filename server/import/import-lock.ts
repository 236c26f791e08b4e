import { randomBytes } from "node:crypto";
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../contract/problem.ts";
import type { Home } from "../store/home.ts";
import { pointerDrafts } from "../store/publish.ts";
import { importRunning } from "./import-problems.ts";

/** Who imports: a process, known by its id and, where the system tells, by the moment at which it began, since ids are used
 * again. A lock that was let go has no holder. */
const lockSchema = z.object({
  holder: z
    .object({ pid: z.number(), began: z.string().nullable(), by: z.string(), since: z.string() })
    .nullable(),
});

type Holder = z.infer<typeof lockSchema>["holder"];

export type ImportLock = { release: () => void };

/** Takes the home's only import lock, clearing away what an import that died has left behind. Throws a 409 that says who
 * imports where another process does. A lock whose holder was killed is taken over. */
export function takeImportLock(home: Home, by: string, at: Date): ImportLock {
  const newest = newestLock(home);
  const holder = newest > 0 ? readHolder(home, newest) : null;
  if (holder && isAlive(holder)) throw importRunning(holder.by, holder.since);
  const number = newest + 1;
  const own = { pid: process.pid, began: whenBegan(process.pid), by, since: at.toISOString() };
  if (!writeLock(home, number, own) || newestLock(home) !== number) {
    throw importRunning("someone else", own.since);
  }
  for (const each of lockNumbers(home)) if (each < number) rmSync(pathOf(home, each), { force: true });
  for (const left of readdirSync(home.building)) rmSync(join(home.building, left), { recursive: true });
  for (const draft of pointerDrafts(home)) if (!isRunning(draft.pid)) rmSync(draft.path, { force: true });
  return {
    release() {
      const draft = draftOf(home, null);
      renameSync(draft, pathOf(home, number));
    },
  };
}

/** Clears away what an import that died has left behind, where none runs now. */
export function clearAbandonedImport(home: Home, at: Date): void {
  try {
    takeImportLock(home, "the server, as it starts", at).release();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** Locks are numbered and the newest one counts. A number is taken by linking it into place, which the system lets one process
 * do; numbers only rise, so that a lock that was found dead can be followed once and no more. */
function writeLock(home: Home, number: number, holder: Holder): boolean {
  const draft = draftOf(home, holder);
  try {
    linkSync(draft, pathOf(home, number));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draft);
  }
}

function draftOf(home: Home, holder: Holder): string {
  const draft = join(home.locks, `draft-${process.pid}-${randomBytes(4).toString("hex")}`);
  writeFileSync(draft, JSON.stringify({ holder }), { mode: 0o600 });
  return draft;
}

function readHolder(home: Home, number: number): Holder {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(pathOf(home, number), "utf8"))).holder;
  } catch {
    return null;
  }
}

function newestLock(home: Home): number {
  return Math.max(0, ...lockNumbers(home));
}

function lockNumbers(home: Home): number[] {
  return readdirSync(home.locks).flatMap((name) => Number(/^import-(\d+)\.json$/.exec(name)?.[1] ?? []));
}

function pathOf(home: Home, number: number): string {
  return join(home.locks, `import-${number}.json`);
}

function isAlive({ pid, began }: NonNullable<Holder>): boolean {
  return isRunning(pid) && whenBegan(pid) === began;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
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
