import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../contract/problem.ts";
import { draftsOf } from "../store/durable-files.ts";
import type { Home } from "../store/home.ts";
import { isRunning, type ProcessLock, takeLock } from "../store/process-lock.ts";
import { importRunning } from "./import-problems.ts";

/** Takes the home's only import lock, clearing away what an import that died has left behind. Throws a 409 that says who
 * imports if another process does. A lock whose holder was killed is taken over. */
export function takeImportLock(home: Home, by: string, at: Date): ProcessLock {
  const taken = takeLock({ folder: home.locks, name: "import" }, { by, since: at.toISOString() });
  if (!("release" in taken)) throw importRunning(taken.by, taken.since);
  for (const left of readdirSync(home.building)) rmSync(join(home.building, left), { recursive: true });
  for (const draft of draftsOf(home.pointer)) if (!isRunning(draft.pid)) rmSync(draft.path, { force: true });
  return taken;
}

/** Clears away what a server or an import that died has left behind, unless another import runs now. */
export function clearAbandonedImport(home: Home, at: Date): void {
  rmSync(home.thrownAway, { recursive: true, force: true });
  try {
    takeImportLock(home, "the server, as it starts", at).release();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}
