import { forceRows } from "../../../data/synthetic/force.ts";
import type { Dimension } from "../../../server/schemas.ts";
import { snapshotOf } from "../../support/snapshot.ts";
import { puzzleOf } from "./puzzle.ts";
import { assertSound, attack, isSmall, pinned } from "./system.ts";
import { type Released, readExact, tablesOf } from "./tables.ts";

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

export type Found = { cells: number; small: number; pinned: string[] };

/** What an attacker works out about one simulated force from two successive monthly snapshots, under each of the rules. */
export async function attackForce(seed: number, rules: Released["rule"][]): Promise<Found[]> {
  const months = 18 + (seed % 7);
  const dimensions = [0, 1, 2, 3].map(
    (step) => breakdowns[(seed + step * 2) % breakdowns.length] ?? "district",
  );
  const force = { seed, crimesPerMonth: 15 + ((seed * 37) % 70), firstMonth: "2024-01" };
  const fetched: { month: string; exact: Awaited<ReturnType<typeof readExact>> }[] = [];
  for (const length of [months, months + 1]) {
    const asAt = new Date(Date.UTC(2024, length, 0)).toISOString().slice(0, 10);
    const snapshot = await snapshotOf({ ...forceRows({ ...force, months: length, asAt }), asAt });
    fetched.push({ month: asAt.slice(0, 7), exact: await readExact(snapshot, [...new Set(dimensions)]) });
    snapshot.close();
  }
  return rules.map((rule) => {
    const view: Released = { exactness: "released", rule };
    const [first = [], second = []] = fetched.map(({ exact, month }) => tablesOf(exact, month, view));
    const { cells, chains, sums } = puzzleOf(first, second, view);
    attack(chains, sums);
    assertSound(cells);
    return {
      cells: cells.length,
      small: cells.filter(isSmall).length,
      pinned: pinned(cells).map(({ name }) => name),
    };
  });
}
