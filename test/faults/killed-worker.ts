import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/** The worker of an import that is killed, as `kill -9` does, just before or just after its step number KILL_STEP: each step
 * is a call that changes the disk. Without a number it tells its parent what each step is, and lives. */
const killStep = Number(process.env.KILL_STEP ?? "0");
let steps = 0;

const promised = ["rename", "writeFile", "chmod", "mkdtemp", "rm", "open"] as const;
const synchronous = ["mkdirSync", "rmSync", "renameSync", "writeFileSync"] as const;

for (const name of promised) {
  const original = promises[name] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(promises, {
    [name]: async (...given: unknown[]) => {
      step(`${name} ${lastFolders(given[0])}`);
      const result = await original(...given);
      step(`after ${name} ${lastFolders(given[0])}`);
      return result;
    },
  });
}
for (const name of synchronous) {
  const original = fs[name] as (...given: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...given: unknown[]) => {
      step(`${name} ${lastFolders(given[0])}`);
      const result = original(...given);
      step(`after ${name} ${lastFolders(given[0])}`);
      return result;
    },
  });
}
syncBuiltinESMExports();
await import("../../server/import/worker.ts");

function step(name: string): void {
  steps += 1;
  if (killStep === 0) process.send?.({ progress: { stage: "reading", detail: name, done: steps, of: 0 } });
  if (steps === killStep) process.kill(process.pid, "SIGKILL");
}

function lastFolders(path: unknown): string {
  return String(path)
    .split("/")
    .slice(-2)
    .join("/")
    .replaceAll(/[0-9a-f-]{6,}/g, "…");
}
