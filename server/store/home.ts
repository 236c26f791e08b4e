import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** The places inside `FLIGHT_DECK_HOME`. */
export type Home = {
  folder: string;
  snapshots: string;
  building: string;
  thrownAway: string;
  locks: string;
  pointer: string;
  kpis: string;
};

/** Names the places inside the folder, and creates missing ones, which only their owner can read. */
export function openHome(folder: string): Home {
  const home = {
    folder,
    snapshots: join(folder, "snapshots"),
    building: join(folder, "building"),
    thrownAway: join(folder, "thrown-away"),
    locks: join(folder, "locks"),
    pointer: join(folder, "current.json"),
    kpis: join(folder, "kpis"),
  };
  for (const path of [folder, home.snapshots, home.building, home.locks])
    mkdirSync(path, { recursive: true, mode: 0o700 });
  return home;
}
