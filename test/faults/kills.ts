import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { randomStream } from "../../data/synthetic/random.ts";
import { resultSchema } from "../../server/contract/imports.ts";

import { startWorker } from "../../server/import/start-import.ts";
import { places, root } from "../../server/places.ts";
import type { Suite, Trial } from "./suite.ts";
import { copyHome, createWorld, importWords, leftOvers, servedIn, type World } from "./world.ts";

const killedWorker = join(root, "dist/server/killed-worker.js");

export const killsAtSteps: Suite = {
  word: "import-steps",
  title: "kill -9 just before and just after every step of an import that changes the disk",
  tries: 1000,
  async run(trial) {
    const world = await createWorld();
    const names = await stepNames(world);
    const every = Math.max(1, Math.ceil(names.length / trial.tries));
    for (let step = 1 + (trial.seed % every); step <= names.length; step += every) {
      const home = copyHome(world);
      await importWith(world, home, step).catch(() => undefined);
      await judge(world, home, `killed at step ${step}, ${names[step - 1]}`, trial);
    }
    rmSync(world.folder, { recursive: true });
  },
};

export const killsAtAnyTime: Suite = {
  word: "import-kills",
  title: "kill -9 of the import and its worker at a random moment",
  tries: 200,
  async run(trial) {
    const world = await createWorld();
    const random = randomStream(trial.seed, 0, 0);
    const whole = await importFor(world, copyHome(world), Number.POSITIVE_INFINITY);
    for (let time = 0; time < trial.tries; time += 1) {
      const home = copyHome(world);
      const after = random() * whole * 1.1;
      await importFor(world, home, after);
      await judge(world, home, `killed after ${after.toFixed(0)} ms`, trial);
    }
    rmSync(world.folder, { recursive: true });
  },
};

async function judge(world: World, home: string, what: string, trial: Trial): Promise<void> {
  const { served } = await servedIn(world, home);
  const left = leftOvers(home);
  if (served === "something else") trial.failed(`${what}: neither the old nor the new figures are served`);
  else if (left.length > 0) trial.failed(`${what}: ${left.join(", ")} is left behind`);
  else trial.survived(served === "older" ? "exactly the old figures" : "exactly the new figures");
  rmSync(home, { recursive: true });
}

/** What each step of an import is. */
async function stepNames(world: World): Promise<string[]> {
  const names: string[] = [];
  await importWith(world, copyHome(world), 0, (name) => names.push(name));
  return names;
}

async function importWith(
  { newer }: World,
  home: string,
  step: number,
  tell: (name: string) => void = () => undefined,
): Promise<void> {
  const job = {
    home,
    queries: places.queries,
    files: { cases: [newer.cases], outcomes: [newer.outcomes] },
    asAt: newer.asAt,
    by: "faults",
    importedAt: "2026-11-24T12:00:00.000Z",
  };
  process.env.KILL_STEP = String(step);
  const { answer } = startWorker(killedWorker, { task: "import", job }, resultSchema, ({ detail, of }) => {
    if (of === 0 && detail) tell(detail);
  });
  await answer;
}

/** Imports by the command, killing it and all its children after so many milliseconds. Gives how long it took. */
async function importFor({ newer }: World, home: string, after: number): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, importWords(newer), {
    env: { ...process.env, FLIGHT_DECK_HOME: home },
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  if (Number.isFinite(after)) {
    await Promise.race([ended, wait(after)]);
    if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
  }
  await ended;
  return performance.now() - began;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // it had just ended by itself
  }
}
