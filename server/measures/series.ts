import { z } from "zod";
import { refuseFreeQuestions } from "../access/questions.ts";
import { showPoints } from "../access/release.ts";
import type { View } from "../access/view.ts";
import type { Definition } from "../catalogue/definition.ts";
import { chain, type Parameters, select } from "../database.ts";
import { Problem } from "../problem.ts";
import {
  type Chart,
  type Dimension,
  dimensions,
  type Filters,
  type Point,
  pointSchema,
  spcSchema,
} from "../schemas.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { changeRule } from "./change-rule.ts";
import { monthParameters, type Period, periodOf, wholePeriod } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { filteredRows } from "./rows.ts";

const withheldSchema = z.enum(["too-few", "rare", "nearly-constant"]);

type Withheld = z.infer<typeof withheldSchema>;

/** The months from `since` to `month` together (`after`) against so many months before (`before`); `score` is their
 * difference in standard errors. */
export const changeSchema = z.object({
  since: z.string(),
  month: z.string(),
  months: z.number(),
  before_months: z.number(),
  before: z.number(),
  after: z.number(),
  score: z.number(),
});

export type Change = z.infer<typeof changeSchema>;

const everyPoint = 1_000_000;

/** A count of fewer a month, of a group of crimes, is too rare for a control chart. */
const fewestAMonth = 5;

export type SeriesSettings = {
  /** Months (`YYYY-MM`) from which limits are worked out anew. */
  rebasedFrom: string[];
  /** How many points from each re-basing fix the limits; null for all of them. */
  baselinePoints: number | null;
  /** XmR unless p′ is asked for, which only shares have. */
  chart?: Chart;
};

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
  const { snapshot: described } = snapshot.manifest;
  const period = periodOf(filters, described);
  const rows = filteredRows(definition, filters, split);
  const counted = await snapshot.use((connection) =>
    select(
      connection,
      chain(pointSteps(queries, definition, rows.sql)),
      { ...rows.parameters, ...pointParameters(definition, described, period, split) },
      countedRowSchema,
    ),
  );
  const parts = definition.parts.length > 0 ? await readParts(snapshot, queries, rows) : null;
  const exact = counted.map((point) => ({
    ...point,
    suppressed: false,
    parts: parts ? partsOf(parts, definition, point) : null,
    spc: null,
  }));
  const isGroup = split !== undefined || dimensions.some((dimension) => filters[dimension]);
  const shown = showPoints(
    exact,
    {
      unit: definition.unit,
      isStock: definition.kind === "stock",
      isGroup,
      lastMonth: described.asAt.slice(0, 7),
    },
    view,
  );
  const isCharted = split === undefined && definition.kind !== "stock";
  const fewest = definition.kind === "count" && isGroup ? fewestAMonth : 0;
  const charted = isCharted
    ? await readChart(snapshot, queries, definition, shown, period.to, settings, fewest)
    : [];
  const chartOf = new Map(charted.map((row) => [row.month, row]));
  const points = shown.filter(({ month }) => month >= period.from && month <= period.to);
  return {
    points: points.map((point) => ({ ...point, spc: spcOf(chartOf.get(point.month)) })),
    rare: rareGroups(shown, fewest),
    withheld: points.flatMap(({ month }) => chartOf.get(month) ?? []).at(-1)?.withheld ?? null,
    change: charted.find(({ change }) => change !== null)?.change ?? null,
  };
}

const countedRowSchema = pointSchema.omit({ suppressed: true, parts: true, spc: true });
const chartRowSchema = z.object({
  month: z.string(),
  withheld: withheldSchema.nullable(),
  mean: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  signal: spcSchema.shape.signal,
  direction: spcSchema.shape.direction,
  change: changeSchema.nullable(),
});
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

/** What the control chart says of the points as they are shown, and how those up to a month compare with those before;
 * nothing of those that cannot be compared. */
async function readChart(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  shown: Point[],
  until: string,
  settings: SeriesSettings,
  fewest: number,
): Promise<z.infer<typeof chartRowSchema>[]> {
  const usable = shown.filter((point) => isComparable(point) && point.value !== null);
  if (usable.length === 0) return [];
  const parameters = {
    shown_months: usable.map(({ month }) => month).join(" "),
    shown_values: usable.map(({ value }) => value).join(" "),
    shown_denominators: usable.map(({ denominator }) => denominator ?? 1).join(" "),
    shown_p75: usable.map(({ p75 }) => p75 ?? "").join(" "),
    ...chartParameters(definition, settings, until, fewest),
  };
  return snapshot.use((connection) =>
    select(
      connection,
      chain([["points", queries.shownPoints], ...chartSteps(queries)]),
      parameters,
      chartRowSchema,
    ),
  );
}

/** The steps that make a chart of the step `points`, every group of it apart. */
export function chartSteps(queries: MeasureQueries): [string, string][] {
  return [
    ["spc", queries.spc],
    ["change", queries.change],
    ["chart", queries.chart],
  ];
}

/** What the steps of a chart ask for; months after `until` are not compared. */
export function chartParameters(
  { kind, unit }: Pick<Definition, "kind" | "unit">,
  settings: SeriesSettings,
  until: string,
  fewest: number,
): Parameters {
  return {
    is_charted: kind !== "stock",
    kind,
    rebased_from: settings.rebasedFrom.join(" "),
    baseline_points: settings.baselinePoints ?? everyPoint,
    fewest_points: 12,
    fewest_a_month: fewest,
    is_p_prime: settings.chart === "p-prime",
    is_screened: true,
    lowest: 0,
    highest: unit === "share" ? 1 : null,
    judged_until: until,
    shortest: changeRule.shortest,
    longest: changeRule.longest,
  };
}

function isComparable(point: Point): boolean {
  return point.complete && point.mature !== false && !point.ramp_up && !point.suppressed;
}

function spcOf(row: z.infer<typeof chartRowSchema> | undefined): Point["spc"] {
  if (!row || row.mean === null || row.lower === null || row.upper === null) return null;
  const { mean, lower, upper, signal, direction } = row;
  return { mean, lower, upper, signal, direction };
}

/** The groups whose usable months have fewer crimes on average than a chart needs. */
function rareGroups(points: Point[], fewest: number): Series["rare"] {
  if (fewest === 0) return [];
  return [...new Set(points.map(({ split }) => split))].flatMap((split) => {
    const counts = points
      .filter((point) => point.split === split && isComparable(point))
      .flatMap(({ value }) => value ?? []);
    const mean = counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return mean === null || mean < fewest ? [{ split, mean }] : [];
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
