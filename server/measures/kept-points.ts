import type { Definition } from "../catalogue/definition.ts";
import { type Dimension, dimensions, type Filters, type Point } from "../schemas.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { periodOf, wholePeriod } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { readCounted } from "./series.ts";

/** Series kept of each open snapshot, the last asked for; one is some 20 kB. */
const mostKept = 1000;

const keptOf = new WeakMap<Snapshot, Map<string, Point[]>>();

/** The exact points of the whole history as `readCounted` gives them, each question counted once: a snapshot never changes.
 * Only the flight deck, which asks for every KPI at once, reads its points here. */
export async function readKeptCounted(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  filters: Filters,
  split: Dimension | undefined,
): Promise<Point[]> {
  const kept = keptOf.get(snapshot) ?? new Map<string, Point[]>();
  keptOf.set(snapshot, kept);
  const { snapshot: described } = snapshot.manifest;
  const question = JSON.stringify([
    definition.id,
    filters.scope,
    dimensions.map((dimension) => filters[dimension] ?? null),
    wholePeriod(periodOf(filters, described), described),
    split,
  ]);
  const points = kept.get(question) ?? (await readCounted(snapshot, queries, definition, filters, split));
  kept.delete(question);
  kept.set(question, points);
  const [longestUnasked] = kept.keys();
  if (kept.size > mostKept && longestUnasked !== undefined) kept.delete(longestUnasked);
  return points;
}
