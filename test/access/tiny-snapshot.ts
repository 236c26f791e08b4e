import type { Snapshot } from "../../server/store/snapshots.ts";
import { snapshotOf } from "../support/snapshot.ts";

/** The fewest crimes on which every route has something to say: one of them has an offence code that is not known. */
export function tinySnapshot(): Promise<Snapshot & { close: () => void }> {
  const cases = Array.from({ length: 12 }, (_, n) => ({
    crime_ref: `A${n}`,
    recorded_date: "2026-01-10",
    offence_code: n === 0 ? "XX" : "19C",
    district: n % 2 === 0 ? "North" : "South",
  }));
  return snapshotOf({ cases, outcomes: [], asAt: "2026-04-30" });
}
