import { type Shown, showCount, showPoints } from "../../../server/access/release.ts";
import { exactView, type View } from "../../../server/access/view.ts";
import { readSeries } from "../../../server/measures/series.ts";
import type { Dimension, Filters, Point, Scope } from "../../../server/schemas.ts";
import type { Snapshot } from "../../../server/store/snapshots.ts";
import { measureQueries } from "../../support/snapshot.ts";

export type Released = Extract<View, { exactness: "released" }>;

/** One row of counts that a viewer can fetch, by month and in all; the truth beside what is shown. A stock has no total. */
export type Table = {
  kpi: string;
  /** `numerator`, `denominator`, `undated`, or an outcome code that is shown apart */
  what: string;
  by: Dimension | "scope" | null;
  group: string;
  isStock: boolean;
  months: string[];
  truth: number[];
  shown: (number | null)[];
  total: { truth: number; shown: number | null } | null;
};

const scopes: Scope[] = ["rape", "adult-rape", "all-sexual", "all"];
const unsettled = { rebasedFrom: [], baselinePoints: null };

type Fetched = {
  kpi: string;
  unit: Shown["unit"];
  isStock: boolean;
  by: Table["by"];
  filters: Filters;
  points: Point[];
};

/** The exact points behind everything that a viewer can fetch: whole, by each scope, by each of the dimensions. */
export async function readExact(snapshot: Snapshot, dimensions: Dimension[]): Promise<Fetched[]> {
  const fetched: Fetched[] = [];
  for (const { definition, reason } of snapshot.manifest.kpis) {
    if (reason) continue;
    await add(null, {}, undefined);
    for (const scope of scopes) await add("scope", { scope }, undefined);
    for (const dimension of dimensions) await add(dimension, {}, dimension);

    async function add(by: Table["by"], filters: Filters, split: Dimension | undefined): Promise<void> {
      const { points } = await readSeries(
        snapshot,
        measureQueries,
        definition,
        filters,
        unsettled,
        exactView,
        split,
      );
      const { id: kpi, unit, kind } = definition;
      fetched.push({ kpi, unit, isStock: kind === "stock", by, filters, points });
    }
  }
  return fetched;
}

/** Every count of it, as it is and as it is shown under a rule. */
export function tablesOf(fetched: Fetched[], lastMonth: string, view: Released): Table[] {
  return fetched.flatMap(({ kpi, unit, isStock, by, filters, points }) => {
    const isGroup = by !== null && by !== "scope";
    const shown = showPoints(points, { unit, isStock, isGroup, lastMonth }, view);
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
          shown: released.map(count),
          total: isStock ? null : { truth: sum, shown: showCount(sum, view, isGroup, "total") },
        };
      });
    });
  });
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
