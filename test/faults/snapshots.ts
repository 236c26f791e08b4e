import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomStream } from "../../data/synthetic/random.ts";
import type { Suite } from "./suite.ts";
import { copyHome, createWorld, importWords, servedIn } from "./world.ts";

type Damage = {
  what: string;
  expected: "older" | "newer";
  hasNotice: boolean;
  harm: (folder: string) => void;
};

export const damaged: Suite = {
  word: "snapshots",
  title: "snapshots with flipped bits, truncated, missing, or with a stray write-ahead log",
  tries: 100,
  async run(trial) {
    const world = await createWorld();
    const env = { ...process.env, FLIGHT_DECK_HOME: world.home };
    if (spawnSync(process.execPath, importWords(world.newer), { env }).status !== 0)
      throw new Error("the newer export could not be imported");
    const random = randomStream(trial.seed, 0, 0);
    const damages = damagesWith(random);
    for (let time = 0; time < trial.tries; time += 1) {
      const damage = damages[time % damages.length];
      if (!damage) continue;
      const { what, expected, hasNotice, harm } = damage;
      const home = copyHome(world);
      const { id } = JSON.parse(readFileSync(join(home, "current.json"), "utf8"));
      harm(join(home, "snapshots", id));
      const { served, notice } = await servedIn(world, home);
      if (served !== expected) trial.failed(`${what}: serves ${served}`);
      else if (hasNotice !== (notice !== null)) trial.failed(`${what}: the notice is ${notice}`);
      else trial.survived(`${what}: the ${served} figures${hasNotice ? ", with a notice" : ""}`);
      rmSync(home, { recursive: true });
    }
    rmSync(world.folder, { recursive: true });
  },
};

function damagesWith(random: () => number): Damage[] {
  const refused = { expected: "older", hasNotice: true } as const;
  const pointer = (folder: string) => join(folder, "../../current.json");
  return [
    {
      what: "a flipped bit in the database",
      ...refused,
      harm: (folder) => flipBit(database(folder), random()),
    },
    {
      what: "a truncated database",
      ...refused,
      harm: (folder) =>
        truncateSync(database(folder), Math.floor(random() * statSync(database(folder)).size)),
    },
    { what: "a missing database", ...refused, harm: (folder) => rmSync(database(folder)) },
    { what: "an empty database", ...refused, harm: (folder) => writeFileSync(database(folder), "") },
    { what: "a missing snapshot", ...refused, harm: (folder) => rmSync(folder, { recursive: true }) },
    { what: "a missing manifest", ...refused, harm: (folder) => rmSync(join(folder, "manifest.json")) },
    {
      what: "a truncated manifest",
      ...refused,
      harm: (folder) => truncateSync(join(folder, "manifest.json"), Math.floor(random() * 1000)),
    },
    {
      what: "a stray write-ahead log",
      ...refused,
      harm: (folder) =>
        writeFileSync(`${database(folder)}.wal`, Buffer.alloc(4096, Math.floor(random() * 256))),
    },
    {
      what: "a pointer that cannot be read",
      expected: "newer",
      hasNotice: false,
      harm: (folder) => writeFileSync(pointer(folder), "{"),
    },
    {
      what: "a pointer that is missing",
      expected: "newer",
      hasNotice: false,
      harm: (folder) => rmSync(pointer(folder)),
    },
  ];
}

function database(folder: string): string {
  const path = join(folder, "snapshot.duckdb");
  if (!existsSync(path)) throw new Error(`${path} is not there to be damaged`);
  return path;
}

function flipBit(path: string, place: number): void {
  const bytes = readFileSync(path);
  const at = Math.floor(place * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
  writeFileSync(path, bytes);
}
