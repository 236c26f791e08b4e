import { z } from "zod";
import { type Dimension, dimensions, type Filters, type Period } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import { type Point, pointSchema } from "../contract/series.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { showPoints } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { chain, type Parameters, select } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import type { SeriesSettings } from "../settings/settings.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { isJudged } from "../wording/judging.ts";
import type { Change } from "./change-rule.ts";
import { chosenUnits } from "./chosen-units.ts";
import { type ChartRow, fewestAMonth, readCharts, type Withheld } from "./control-charts.ts";
import { monthParameters, periodOf, wholePeriod } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { chosenRows, filteredRows } from "./rows.ts";
import { countedBy } from "./units.ts";

export type Series = {
  points: Point[];
  /** Why the latest points have no limits, where they have none. */
  withheld: Withheld | null;
  /** Of a count: the groups with so few crimes a month that their months say nothing one by one. */
  rare: { split: string | null; mean: number | null }[];
  /** How the latest months of the period compare with the months before them; null where they cannot be compared. */
  change: Change | null;
};

/** The points of a KPI, one for every month and group of the period asked for, as the view shows them. Limits and signals
 * are worked out from the shown points of the whole history for these filters; the period only crops. */
export async function readSeries(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  filters: Filters,
  settings: SeriesSettings,
  view: View,
  split?: Dimension,
): Promise<Series> {
  refuseFreeQuestions(view, filters, split);
  if (settings.chart === "p-prime" && (definition.kind !== "share" || split)) {
    throw new Problem(400, "no-p-prime", "A p′ chart is for a share that is not split.", "chart");
  }
  const shown = await readShown(snapshot, queries, definition, filters, view, split);
  const until = periodOf(filters, snapshot.manifest.snapshot).to;
  const isCharted = split === undefined && definition.kind !== "stock";
  const charted = isCharted
    ? await readCharts(
        snapshot,
        queries,
        [{ split: definition.id, definition, settings, points: shown }],
        until,
      )
    : [];
  return seriesOf(snapshot, definition, filters, shown, charted);
}

/** The points of the whole history as the view shows them, every group apart, without limits. */
export async function readShown(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  filters: Filters,
  view: View,
  split?: Dimension,
  count: typeof readCounted = readCounted,
): Promise<Point[]> {
  const isGroup = split !== undefined || dimensions.some((dimension) => filters[dimension]);
  return showPoints(
    await count(snapshot, queries, definition, filters, split),
    {
      unit: definition.unit,
      isStock: definition.kind === "stock",
      isGroup,
      lastMonth: snapshot.manifest.snapshot.asAt.slice(0, 7),
    },
    view,
  );
}

/** The points shown in the period asked for, with what their charts say. */
export function seriesOf(
  snapshot: Snapshot,
  definition: Definition,
  filters: Filters,
  shown: Point[],
  charted: ChartRow[],
): Series {
  const period = periodOf(filters, snapshot.manifest.snapshot);
  const chartOf = new Map(charted.map((row) => [row.month, row]));
  const points = shown.filter(({ month }) => month >= period.from && month <= period.to);
  return {
    points: points.map((point) => ({ ...point, spc: spcOf(chartOf.get(point.month)) })),
    rare: definition.kind === "count" ? rareGroups(shown) : [],
    withheld: points.flatMap(({ month }) => chartOf.get(month) ?? []).at(-1)?.withheld ?? null,
    change: charted.find(({ change }) => change !== null)?.change ?? null,
  };
}

/** The exact points of the whole history, every group apart. */
export async function readCounted(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  filters: Filters,
  split: Dimension | undefined,
): Promise<Point[]> {
  const { snapshot: described } = snapshot.manifest;
  const counted = countedBy(snapshot.manifest, definition);
  const chosen = split === undefined ? await chosenUnits(snapshot, counted.unit, filters) : null;
  const rows =
    chosen === null
      ? filteredRows(counted, filters, split)
      : { sql: chosenRows(counted, filters), parameters: { chosen_units: chosen } };
  const points = await snapshot.use((connection) =>
    select(
      connection,
      chain(pointSteps(queries, definition, rows.sql)),
      {
        ...rows.parameters,
        ...pointParameters(definition, described, periodOf(filters, described), split),
      },
      countedRowSchema,
    ),
  );
  const parts = definition.parts.length > 0 ? await readParts(snapshot, queries, rows) : null;
  return points.map((point) => ({
    ...point,
    suppressed: false,
    parts: parts ? partsOf(parts, definition, point) : null,
    spc: null,
  }));
}

const countedRowSchema = pointSchema.omit({ suppressed: true, parts: true, spc: true });
const partRowSchema = z.object({
  month: z.string(),
  split: z.string().nullable(),
  part: z.string(),
  numerator: z.number(),
});

/** The steps that make a KPI's points, every group apart, from the statement that gives its rows. */
export function pointSteps(
  queries: MeasureQueries,
  { kind }: Pick<Definition, "kind">,
  rows: string,
): [string, string][] {
  return [
    ["kpi_rows", rows],
    ["months", queries.months],
    ["marked_months", queries.markedMonths],
    ["month_figures", queries.figures[kind]],
    ["points", queries.points],
  ];
}

export function pointParameters(
  definition: Definition,
  snapshot: Manifest["snapshot"],
  period: Period,
  split: Dimension | undefined,
): Parameters {
  return {
    ...monthParameters(definition, snapshot, wholePeriod(period, snapshot)),
    kind: definition.kind,
    is_share: definition.unit === "share",
    has_split: split !== undefined,
  };
}

function spcOf(row: ChartRow | undefined): Point["spc"] {
  if (!row || row.mean === null || row.lower === null || row.upper === null) return null;
  const { mean, lower, upper, signal, direction } = row;
  return { mean, lower, upper, signal, direction };
}

/** The groups whose usable months have fewer crimes on average than a chart needs. */
function rareGroups(points: Point[]): Series["rare"] {
  return [...new Set(points.map(({ split }) => split))].flatMap((split) => {
    const counts = points
      .filter((point) => point.split === split && isJudged(point))
      .flatMap(({ value }) => value ?? []);
    const mean = counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return mean === null || mean < fewestAMonth ? [{ split, mean }] : [];
  });
}

async function readParts(
  snapshot: Snapshot,
  queries: MeasureQueries,
  rows: { sql: string; parameters: Parameters },
): Promise<z.infer<typeof partRowSchema>[]> {
  return snapshot.use((connection) =>
    select(
      connection,
      chain([
        ["kpi_rows", rows.sql],
        ["parts", queries.parts],
      ]),
      rows.parameters,
      partRowSchema,
    ),
  );
}

/** Every part that the KPI names, 0 where the month has none, so that the parts always add up to the numerator. */
function partsOf(
  parts: z.infer<typeof partRowSchema>[],
  definition: Definition,
  point: { month: string; split: string | null },
): Record<string, number> {
  const found = parts.filter(({ month, split }) => month === point.month && split === point.split);
  return {
    ...Object.fromEntries(definition.parts.map((part) => [part, 0])),
    ...Object.fromEntries(found.map(({ part, numerator }) => [part, numerator])),
  };
}
