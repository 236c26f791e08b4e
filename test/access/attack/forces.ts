import { forceRows } from "../../../data/synthetic/force.ts";
import type { Dimension } from "../../../server/schemas.ts";
import type { Snapshot } from "../../../server/store/snapshots.ts";
import { snapshotOf } from "../../support/snapshot.ts";
import { type Answers, type Part, partsOf, readAnswers } from "./answers.ts";
import { puzzleOf } from "./puzzle.ts";
import { addAnswers } from "./relations.ts";
import { remembering } from "./remembering.ts";
import { assertSound, attack, type Cell, isSmall, pinned } from "./system.ts";
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

/** With which nothing is hidden or rounded: what is true, in the shape of what is released. */
const bare: Released = {
  exactness: "released",
  rule: { hide_under: 0, round_to: 1, round_totals_to: 1, round_days_to: 1 },
};

export type Found = { cells: number; small: number; pinned: string[] };

type Fetched = {
  lastMonth: string;
  months: string[];
  exact: Awaited<ReturnType<typeof readExact>>;
  parts: Part[];
  truth: Answers;
  shown: Answers[];
};

/** What an attacker works out about one simulated force from two successive monthly snapshots, under each of the rules. Of
 * every other force the second export has dropped its first month. */
export async function attackForce(seed: number, rules: Released["rule"][]): Promise<Found[]> {
  const length = 18 + (seed % 7);
  const asked = [0, 1, 2, 3].map((step) => breakdowns[(seed + step * 2) % breakdowns.length] ?? "district");
  const views = rules.map((rule): Released => ({ exactness: "released", rule }));
  const force = { seed, crimesPerMonth: 15 + ((seed * 37) % 70), firstMonth: "2024-01" };
  const first = await fetchAll(force, length, "2024-01", asked, views);
  const second = await fetchAll(force, length + 1, seed % 2 === 0 ? "2024-01" : "2024-02", asked, views);
  return views.map((view, place) => {
    const tables = [first, second].map(({ exact, lastMonth }) => tablesOf(exact, lastMonth, view));
    const { puzzle, rows, laterRows } = puzzleOf(tables[0] ?? [], tables[1] ?? [], view);
    const answersOf = (fetched: Fetched) => ({ ...fetched, shown: fetched.shown[place] ?? new Map() });
    const known = addAnswers(puzzle, rows, new Map<string, Cell>(), answersOf(first), view);
    addAnswers(puzzle, laterRows, known, answersOf(second), view);
    attack(puzzle.chains, puzzle.sums);
    assertSound(puzzle.cells);
    return {
      cells: puzzle.cells.length,
      small: puzzle.cells.filter(isSmall).length,
      pinned: pinned(puzzle.cells).map(({ name }) => name),
    };
  });
}

async function fetchAll(
  force: { seed: number; crimesPerMonth: number; firstMonth: string },
  length: number,
  firstMonth: string,
  asked: Dimension[],
  views: Released[],
): Promise<Fetched> {
  const asAt = new Date(Date.UTC(2024, length, 0)).toISOString().slice(0, 10);
  const { cases, outcomes } = forceRows({ ...force, months: length, asAt });
  const kept = cases.filter(({ recorded_date }) => monthOf(recorded_date) >= firstMonth);
  const built = await snapshotOf({ cases: kept, outcomes, asAt });
  await built.use((connection) => connection.run("set threads = 1"));
  const snapshot: Snapshot = remembering(built);
  const dimensions = [...new Set(asked)];
  const followed = force.seed % 4 === 1 ? dimensions[0] : undefined;
  const exact = await readExact(snapshot, dimensions);
  const truth = await readAnswers(snapshot, dimensions, followed, bare);
  const shown: Answers[] = [];
  for (const view of views) shown.push(await readAnswers(snapshot, dimensions, followed, view));
  built.close();
  return {
    lastMonth: asAt.slice(0, 7),
    months: exact[0]?.points.map(({ month }) => month) ?? [],
    exact,
    parts: partsOf(snapshot, dimensions),
    truth,
    shown,
  };
}

/** The month of a date as forces write it, `31/01/2024`. */
function monthOf(date: string): string {
  return `${date.slice(6, 10)}-${date.slice(3, 5)}`;
}
