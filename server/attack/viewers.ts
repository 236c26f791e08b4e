import type { Dimension } from "../contract/filters.ts";
import { withQueryCache } from "../engine/query-cache.ts";
import type { MeasureQueries } from "../measures/queries.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { type Answers, type Part, partsOf, readAnswers } from "./answers.ts";
import { attack, type Cell } from "./bounds.ts";
import { puzzleOf } from "./constraints.ts";
import type { Relations } from "./read-relations.ts";
import { addAnswers } from "./relations.ts";
import { type Released, readEverySeries, type Series, tablesOf } from "./tables.ts";

/** Everything that a viewer can fetch of one snapshot, in some dimensions: the truth of it, and what is shown under a view. */
export type Fetched = {
  lastMonth: string;
  months: string[];
  series: Series[];
  parts: Part[];
  truth: Answers;
  shown: Answers;
  view: Released;
};

/** With which nothing is hidden or rounded: what is true, in the shape of what is released. */
const bare: Released = {
  exactness: "released",
  rule: { hide_under: 0, round_to: 1, round_totals_to: 1, round_days_to: 1 },
};

/** Fetches all that viewers can, once for each of the views, each question put to the database once. */
export function fetchAsViewer(
  snapshot: Snapshot,
  queries: MeasureQueries,
  asked: Dimension[],
  views: Released[],
): Promise<Fetched[]> {
  return withQueryCache(() => fetchEach(snapshot, queries, asked, views));
}

async function fetchEach(
  snapshot: Snapshot,
  queries: MeasureQueries,
  asked: Dimension[],
  views: Released[],
): Promise<Fetched[]> {
  const series = await readEverySeries(snapshot, queries, asked);
  const truth = await readAnswers(snapshot, queries, asked, bare);
  const fetched: Fetched[] = [];
  for (const view of views)
    fetched.push({
      lastMonth: snapshot.manifest.snapshot.asAt.slice(0, 7),
      months: series[0]?.points.map(({ month }) => month) ?? [],
      series,
      parts: partsOf(snapshot, asked),
      truth,
      shown: await readAnswers(snapshot, queries, asked, view),
      view,
    });
  return fetched;
}

/** What an attacker works out from two snapshots in a row, or from one alone: every count with the interval that it must lie in. */
export function attackViewers(first: Fetched, second: Fetched | null, relations: Relations): Cell[] {
  const tables = (fetched: Fetched | null) =>
    fetched ? tablesOf(fetched.series, fetched.lastMonth, fetched.view) : [];
  const { puzzle, rows, laterRows } = puzzleOf(tables(first), tables(second), relations);
  const known = addAnswers(puzzle, rows, new Map(), relations, first);
  if (second) addAnswers(puzzle, laterRows, known, relations, second);
  attack(puzzle.sums);
  return puzzle.cells;
}
