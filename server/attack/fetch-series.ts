import type { Dimension, Filters } from "../contract/filters.ts";
import type { Point } from "../contract/series.ts";
import { labelsTold } from "../disclosure/every-label.ts";
import { showCount, showPoints } from "../disclosure/release.ts";
import {
  type AnswerCounts,
  type Count,
  type CountId,
  isOfGroup,
  keyOf,
  type Part,
} from "../measures/counts.ts";
import { figureNames, nameOfRows, seriesCounts } from "../measures/figure-counts.ts";
import { questionOf } from "../measures/question.ts";
import { readNamed } from "../measures/series.ts";
import type { Definition } from "../model/definition.ts";
import { type Asking, dimensionsAsked, exactRule, type Released, scopesAsked } from "./asking.ts";

/** Every series that viewers may ask for: of the whole, of each scope and by each of the dimensions. The total of a flow over the
 * whole period is taken as shown too, since every answer over that period would show it. */
export async function readEverySeries(asking: Asking, view: Released): Promise<AnswerCounts[]> {
  const { snapshot, queries } = asking;
  const { kpis } = snapshot.manifest;
  const names = kpis.flatMap(({ definition }) => figureNames("series", definition));
  const read: AnswerCounts[] = [{ counts: [], sums: [], names }];
  for (const { definition, reason } of kpis) {
    if (reason !== null) continue;
    for (const question of questionsOf(asking)) {
      const { filters, split } = question;
      const points = await readNamed(questionOf({ snapshot, definition, filters, split }), queries);
      read.push(countsOf(asking, definition, points, question, view));
    }
  }
  return read;
}

type SeriesQuestion = { filters: Filters; split?: Dimension; partOf: (split: string | null) => Part };

function questionsOf(asking: Asking): SeriesQuestion[] {
  return [
    ...scopesAsked(asking.snapshot.manifest).map(({ filters, part }) => ({ filters, partOf: () => part })),
    ...dimensionsAsked(asking).map((by) => ({
      filters: {},
      split: by,
      partOf: (group: string | null) => ({ by, group }),
    })),
  ];
}

function countsOf(
  { snapshot }: Asking,
  definition: Definition,
  points: Point[],
  { split, partOf }: SeriesQuestion,
  view: Released,
): AnswerCounts {
  const isStock = definition.kind === "stock";
  const isGroup = split !== undefined;
  const labels = split === undefined ? [] : (snapshot.manifest.snapshot.dimensions[split] ?? []);
  const lastMonth = snapshot.manifest.snapshot.asAt.slice(0, 7);
  const shown = (under: Released) =>
    seriesCounts(
      definition,
      showPoints(points, { unit: definition.unit, isStock, isGroup, lastMonth }, under),
      partOf,
    );
  const series = shown(view);
  if (isStock) return series;
  const named = points.map((point) => point.split);
  const atLeastOne = labelsTold(named, labels).map(
    (label): CountId => ({
      ...nameOfRows("series", definition),
      part: partOf(label),
      when: "whole",
    }),
  );
  return { ...series, atLeastOne, counts: [...series.counts, ...totalsOf(shown(exactRule).counts, view)] };
}

/** The total of each row of months. */
function totalsOf(months: Count[], view: Released): Count[] {
  const totals = new Map<string, Count & { count: number }>();
  for (const { id, count, extent } of months) {
    const total = { id: { ...id, when: "whole" as const }, count: count ?? 0, extent };
    const before = totals.get(keyOf(total.id));
    totals.set(keyOf(total.id), before ? { ...before, count: before.count + total.count } : total);
  }
  return [...totals.values()].map(({ id, count, extent }) =>
    extent === null
      ? { id, count, extent }
      : { id, count: showCount(count, view, isOfGroup(id.part), "total"), extent: "total" },
  );
}
