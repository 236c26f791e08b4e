import { forceRows } from "../../data/synthetic/force.ts";
import type { Released } from "../../server/attack/asking.ts";
import { attackFigures } from "../../server/attack/attack.ts";
import { assertSound, isSmall, pinned } from "../../server/attack/bounds.ts";
import { type Fetched, fetchAsViewer } from "../../server/attack/fetch.ts";
import type { Dimension } from "../../server/contract/filters.ts";
import { keyOf } from "../../server/measures/counts.ts";
import type { CountName } from "../../server/model/count-names.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

const breakdowns: Dimension[] = [
  "district",
  "relationship",
  "victim_age_band",
  "offence",
  "victim_sex",
  "team",
  "domestic",
  "suspect_identified",
  "non_recent",
];

export type Found = { cells: number; small: number; pinned: string[]; unstated: [CountName, CountName][] };

/** What an attacker works out about one simulated force from two successive monthly snapshots, under each of the rules. Of
 * every other force the second export has dropped its first month. One outcome in 40 has no date. */
export async function attackForce(seed: number, rules: Released["rule"][]): Promise<Found[]> {
  const length = 18 + (seed % 7);
  const dimensions = new Set(
    [0, 1, 2, 3].map((step) => breakdowns[(seed + step * 2) % breakdowns.length] ?? "district"),
  );
  const asked = [...dimensions];
  const views = rules.map((rule): Released => ({ exactness: "released", rule }));
  const force = { seed, crimesPerMonth: 15 + ((seed * 37) % 70), firstMonth: "2024-01" };
  const first = await fetchAll(force, length, "2024-01", asked, views);
  const second = await fetchAll(force, length + 1, seed % 2 === 0 ? "2024-01" : "2024-02", asked, views);
  return first.flatMap((before, place) => {
    const after = second[place];
    if (!after) return [];
    const { cells, unstated } = attackFigures(before, after);
    assertSound(cells);
    return {
      cells: cells.length,
      unstated,
      small: cells.filter(isSmall).length,
      pinned: pinned(cells).map(({ id }) => keyOf(id)),
    };
  });
}

async function fetchAll(
  force: { seed: number; crimesPerMonth: number; firstMonth: string },
  length: number,
  firstMonth: string,
  asked: Dimension[],
  views: Released[],
): Promise<Fetched[]> {
  const asAt = new Date(Date.UTC(2024, length, 0)).toISOString().slice(0, 10);
  const { cases, outcomes } = forceRows({ ...force, months: length, asAt });
  const undated = outcomes.map((outcome, place) =>
    (place + force.seed) % 40 === 0 ? { ...outcome, outcome_date: "" } : outcome,
  );
  const kept = cases.filter(({ recorded_date }) => monthOf(recorded_date) >= firstMonth);
  const snapshot = await snapshotOf({ cases: kept, outcomes: undated, asAt });
  await snapshot.use((connection) => connection.run("set threads = 1"));
  try {
    return await fetchAsViewer({ snapshot, queries: measureQueries, dimensions: asked }, views);
  } finally {
    snapshot.close();
  }
}

/** The month of a date as forces write it, `31/01/2024`. */
function monthOf(date: string): string {
  return `${date.slice(6, 10)}-${date.slice(3, 5)}`;
}
