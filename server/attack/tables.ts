import { type Dimension, type Filters, scopes } from "../contract/filters.ts";
import type { Point } from "../contract/series.ts";
import { type Shown, showCount, showPoints } from "../disclosure/release.ts";
import { type Extent, roundReleased } from "../disclosure/rounding.ts";
import type { View } from "../disclosure/view.ts";
import type { MeasureQueries } from "../measures/queries.ts";
import { readCounted } from "../measures/series.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { countsShownAs, type Interval } from "./intervals.ts";

export type Released = Extract<View, { exactness: "released" }>;

/** One row of counts that a viewer can fetch, by month and in all; the truth beside what is known from what is shown. A stock
 * has no total. */
export type Table = {
  kpi: string;
  /** `numerator`, `denominator`, `undated`, or an outcome code that is shown apart. */
  what: string;
  by: Dimension | "scope" | null;
  group: string;
  isStock: boolean;
  months: string[];
  truth: number[];
  known: Interval[];
  total: { truth: number; known: Interval } | null;
};

export type Series = {
  kpi: string;
  unit: Shown["unit"];
  isStock: boolean;
  by: Table["by"];
  filters: Filters;
  points: Point[];
};

/** The exact points behind every series that a viewer can fetch: whole, by each scope, by each of the dimensions. */
export async function readEverySeries(
  snapshot: Snapshot,
  queries: MeasureQueries,
  dimensions: Dimension[],
): Promise<Series[]> {
  const asked: { by: Table["by"]; filters: Filters; split?: Dimension }[] = [
    { by: null, filters: {} },
    ...scopes
      .filter((scope) => scope !== "rasso")
      .map((scope) => ({ by: "scope" as const, filters: { scope } })),
    ...dimensions.map((split) => ({ by: split, filters: {}, split })),
  ];
  const every: Series[] = [];
  for (const { definition, reason } of snapshot.manifest.kpis) {
    if (reason) continue;
    const { id: kpi, unit, kind } = definition;
    for (const { by, filters, split } of asked) {
      const points = await readCounted(snapshot, queries, definition, filters, split);
      every.push({ kpi, unit, isStock: kind === "stock", by, filters, points });
    }
  }
  return every;
}

/** Every count of the series, as it is and as a viewer knows it under a rule. */
export function tablesOf(every: Series[], lastMonth: string, view: Released): Table[] {
  return every.flatMap(({ kpi, unit, isStock, by, filters, points }) => {
    const isGroup = by !== null && by !== "scope";
    const shown = showPoints(points, { unit, isStock, isGroup, lastMonth }, view);
    const known = (count: number | null, extent: Extent) => knownOf(count, view, extent, isGroup);
    const groups = [...new Set(points.map(({ split }) => split))];
    return groups.flatMap((group) => {
      const exact = points.filter(({ split }) => split === group);
      const released = shown.filter(({ split }) => split === group);
      return countsOf(exact, released).map(({ what, count }): Table => {
        const truth = exact.map((point) => count(point) ?? 0);
        const sum = truth.reduce((total, each) => total + each, 0);
        return {
          kpi,
          what,
          by,
          group: group ?? filters.scope ?? "",
          isStock,
          months: exact.map(({ month }) => month),
          truth,
          known: released.map((point) => known(count(point), isStock ? "total" : "month")),
          total: isStock
            ? null
            : { truth: sum, known: known(showCount(sum, view, isGroup, "total"), "total") },
        };
      });
    });
  });
}

/** What is known of a count from how it is shown. */
export function knownOf(
  shown: number | null,
  { rule }: Released,
  extent: Extent,
  isGroup: boolean,
): Interval {
  return countsShownAs(shown, (count) => roundReleased(count, rule, extent, isGroup));
}

function countsOf(
  points: Point[],
  released: Point[],
): { what: string; count: (point: Point) => number | null }[] {
  const parts = Object.keys(released[0]?.parts ?? {});
  const has = (key: "numerator" | "denominator" | "undated") => points.some((point) => point[key] !== null);
  return [
    ...(has("numerator") ? [{ what: "numerator", count: (point: Point) => point.numerator }] : []),
    ...(has("denominator") ? [{ what: "denominator", count: (point: Point) => point.denominator }] : []),
    ...(has("undated") ? [{ what: "undated", count: (point: Point) => point.undated }] : []),
    ...parts.map((part) => ({ what: part, count: (point: Point) => point.parts?.[part] ?? null })),
  ];
}
