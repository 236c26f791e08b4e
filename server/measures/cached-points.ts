import { choiceKey, chosenDimensions, chosenOf } from "../contract/filters.ts";
import type { Point } from "../contract/series.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { addedUp } from "./added-up.ts";
import { readCounted } from "./counted-points.ts";
import { wholePeriod } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import type { CountQuestion } from "./question.ts";

/** The most points that the cache of an open snapshot holds, those of the latest questions; a point is some 300 bytes. */
const mostPoints = 300_000;

type Cache = { answers: Map<string, Point[]>; points: number };

const cacheOf = new WeakMap<Snapshot, Cache>();

/** The exact points of the whole history as `readCounted` gives them, each question counted once: a snapshot never changes.
 * Where one dimension is filtered all its groups are counted when there is time, and from then on any choice among them is
 * added up; days cannot be. Only the flight deck, which asks for every KPI at once, reads its points here. */
export async function readCachedPoints(question: CountQuestion, queries: MeasureQueries): Promise<Point[]> {
  const { snapshot, definition, filters, split } = question;
  const cache = cacheOf.get(snapshot) ?? { answers: new Map<string, Point[]>(), points: 0 };
  cacheOf.set(snapshot, cache);
  const read = (asked: CountQuestion) => readOnce(cache, keyOf(asked), () => readCounted(asked, queries));
  const [filtered, ...others] = chosenDimensions(filters);
  const isSum = filtered && others.length === 0 && split === undefined && definition.unit !== "days";
  if (!isSum) return read(question);
  const chosen = chosenOf(filters, filtered) ?? [];
  const { [filtered]: _, ...rest } = filters;
  const everyGroup = { ...question, filters: rest, split: filtered };
  const groups = cache.answers.get(keyOf(everyGroup));
  if (groups && groups.length > 0) return addedUp(definition, groups, chosen);
  if (!groups) {
    snapshot.later(async () => {
      await read(everyGroup);
    });
  }
  return read(question);
}

function keyOf({ snapshot, definition, filters, period, split }: CountQuestion): string {
  return JSON.stringify([
    definition.id,
    filters.scope,
    choiceKey(filters),
    wholePeriod(period, snapshot.manifest.snapshot),
    split,
  ]);
}

/** The answer from the cache, otherwise read. The answers that were not asked for the longest make room. */
async function readOnce(cache: Cache, key: string, read: () => Promise<Point[]>): Promise<Point[]> {
  const points = cache.answers.get(key) ?? (await read());
  forget(cache, key);
  cache.answers.set(key, points);
  cache.points += points.length;
  for (const longestUnasked of cache.answers.keys()) {
    if (cache.points <= mostPoints) break;
    forget(cache, longestUnasked);
  }
  return points;
}

function forget(cache: Cache, key: string): void {
  cache.points -= cache.answers.get(key)?.length ?? 0;
  cache.answers.delete(key);
}
