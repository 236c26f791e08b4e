import { type Dimension, dimensions, type Filters } from "../contract/filters.ts";
import type { Point } from "../contract/series.ts";
import type { Definition } from "../model/definition.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { addedUp } from "./added-up.ts";
import { periodOf, wholePeriod } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { readCounted } from "./series.ts";

/** Points kept of each open snapshot, those of the questions last asked; a point is some 300 bytes. */
const mostKept = 300_000;

type Kept = { answers: Map<string, Point[]>; points: number };

const keptOf = new WeakMap<Snapshot, Kept>();

/** The exact points of the whole history as `readCounted` gives them, each question counted once: a snapshot never changes.
 * Where one dimension is filtered all its groups are counted when there is time, and from then on any choice among them is
 * added up; days cannot be. Only the flight deck, which asks for every KPI at once, reads its points here. */
export async function readKeptCounted(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  filters: Filters,
  split: Dimension | undefined,
): Promise<Point[]> {
  const kept = keptOf.get(snapshot) ?? { answers: new Map<string, Point[]>(), points: 0 };
  keptOf.set(snapshot, kept);
  const read = (filters: Filters, split?: Dimension) =>
    readKept(kept, questionOf(snapshot, definition, filters, split), () =>
      readCounted(snapshot, queries, definition, filters, split),
    );
  const [filtered, ...others] = dimensions.filter((dimension) => filters[dimension]);
  const isSum = filtered && others.length === 0 && split === undefined && definition.kind !== "duration";
  if (!isSum) return read(filters, split);
  const { [filtered]: chosen = [], ...rest } = filters;
  const groups = kept.answers.get(questionOf(snapshot, definition, rest, filtered));
  if (groups && groups.length > 0) return addedUp(definition, groups, chosen);
  if (!groups) {
    snapshot.later(async () => {
      await read(rest, filtered);
    });
  }
  return read(filters);
}

function questionOf(
  snapshot: Snapshot,
  { id }: Definition,
  filters: Filters,
  split: Dimension | undefined,
): string {
  const { snapshot: described } = snapshot.manifest;
  return JSON.stringify([
    id,
    filters.scope,
    dimensions.map((dimension) => filters[dimension] ?? null),
    wholePeriod(periodOf(filters, described), described),
    split,
  ]);
}

/** The answer kept, or else read; those that nobody asked for longest make room. */
async function readKept(kept: Kept, question: string, read: () => Promise<Point[]>): Promise<Point[]> {
  const points = kept.answers.get(question) ?? (await read());
  forget(kept, question);
  kept.answers.set(question, points);
  kept.points += points.length;
  for (const longestUnasked of kept.answers.keys()) {
    if (kept.points <= mostKept) break;
    forget(kept, longestUnasked);
  }
  return points;
}

function forget(kept: Kept, question: string): void {
  kept.points -= kept.answers.get(question)?.length ?? 0;
  kept.answers.delete(question);
}
