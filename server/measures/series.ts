import { chosenOf, isGroup } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import type { Point } from "../contract/series.ts";
import { withEveryLabel } from "../disclosure/every-label.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { showPoints } from "../disclosure/release.ts";
import type { Definition } from "../model/definition.ts";
import type { SeriesSettings } from "../settings/settings.ts";
import { hidesMonths, isJudged } from "../wording/judging.ts";
import type { Change } from "./change-rule.ts";
import { type ChartRow, fewestAMonth, readCharts } from "./control-charts.ts";
import { readCounted } from "./counted-points.ts";
import type { MeasureQueries } from "./queries.ts";
import type { CountQuestion, KpiQuestion } from "./question.ts";
import { wordsOf } from "./units.ts";
import { type Judgement, judge } from "./verdict.ts";

export type Series = Judgement & {
  points: Point[];
  /** Of a count: the groups with so few crimes a month that a single month says nothing. */
  rare: { split: string | null; mean: number | null }[];
  /** How the latest months of the period compare with the months before them; null if they cannot be compared. */
  change: Change | null;
};

/** The points of a KPI, one for every month and group of the period asked for, as the view shows them. Limits and signals
 * are worked out from the shown points of the whole history for these filters; the period only crops. */
export async function readSeries(
  question: KpiQuestion,
  queries: MeasureQueries,
  settings: SeriesSettings,
): Promise<Series> {
  const { snapshot, definition, filters, period, split, view } = question;
  refuseFreeQuestions(view, filters, split);
  if (settings.chart === "p-prime" && (definition.kind !== "share" || split)) {
    throw new Problem(400, "no-p-prime", "A p′ chart is for a share that is not split.", "chart");
  }
  const points = await readShown(question, queries);
  const charted = chartsOf(definition, settings, split === undefined ? points : []);
  const series = seriesOf(
    question,
    settings,
    points,
    await readCharts(snapshot, queries, charted, period.to),
  );
  if (settings.chart !== "p-prime") return series;
  const sized = charted.map((each) => ({ ...each, settings: { ...settings, chart: "p-prime" as const } }));
  return withChart(series, await readCharts(snapshot, queries, sized, period.to));
}

/** The chart of a measure's shown points; none of a stock, and none where the view hides some of them: limits of those left would
 * be those of the extremes. */
export function chartsOf(definition: Definition, settings: SeriesSettings, points: Point[]) {
  if (definition.kind === "stock" || points.length === 0 || hidesMonths(points)) return [];
  return [{ split: definition.id, definition, settings: { ...settings, chart: "xmr" as const }, points }];
}

/** The same points with the limits of another chart; the verdict stays as it is. */
function withChart(series: Series, charted: ChartRow[]): Series {
  const spcAt = new Map(charted.map((row) => [row.month, spcOf(row)]));
  const points = series.points.map((point) => ({ ...point, spc: spcAt.get(point.month) ?? null }));
  const latest = points.findLast(({ spc }) => spc !== null)?.spc;
  if (!series.limits || !latest) return { ...series, points, limits: null };
  const { mean, lower, upper } = latest;
  return { ...series, points, limits: { ...series.limits, mean, lower, upper } };
}

/** Reads the points of the whole history as the view shows them, separately for every group, without limits. `count` counts
 * them. */
export async function readShown(
  question: KpiQuestion,
  queries: MeasureQueries,
  count: typeof readCounted = readCounted,
): Promise<Point[]> {
  const { snapshot, definition, filters, split, view } = question;
  return showPoints(
    view.exactness === "released"
      ? await readNamed(question, queries, count)
      : await count(question, queries),
    {
      unit: definition.unit,
      isStock: definition.kind === "stock",
      isGroup: split !== undefined || isGroup(filters),
      lastMonth: snapshot.manifest.snapshot.asAt.slice(0, 7),
    },
    view,
  );
}

/** Counts the exact points of every label of the split, of one without a crime too. */
export async function readNamed(
  question: CountQuestion,
  queries: MeasureQueries,
  count: typeof readCounted = readCounted,
): Promise<Point[]> {
  const { snapshot, filters, split } = question;
  const points = await count(question, queries);
  if (split === undefined) return points;
  const labels = chosenOf(filters, split) ?? snapshot.manifest.snapshot.dimensions[split] ?? [];
  const named = new Set(points.map((point) => point.split));
  if (labels.every((label) => named.has(label))) return points;
  return withEveryLabel(points, await count({ ...question, split: undefined }, queries), labels);
}

/** The points shown in the period asked for, with what their charts say, and how the measure is judged. */
export function seriesOf(
  { snapshot, definition, period }: Pick<KpiQuestion, "snapshot" | "definition" | "period">,
  { targets = [] }: SeriesSettings,
  shown: Point[],
  charted: ChartRow[],
): Series {
  const chartOf = new Map(charted.map((row) => [row.month, row]));
  const points = shown.map((point) => ({ ...point, spc: spcOf(chartOf.get(point.month)) }));
  const last = charted.findLast(({ month }) => month <= period.to);
  const change = charted.find((row) => row.change !== null)?.change ?? null;
  const withheld = hidesMonths(shown) ? "hidden" : (last?.withheld ?? null);
  const { lastCompleteMonth } = snapshot.manifest.snapshot;
  const measured = { ...definition, words: wordsOf(snapshot.manifest, definition) };
  return {
    ...judge({ definition: measured, points, withheld, change, targets }, period, lastCompleteMonth),
    points: points.filter(({ month }) => month >= period.from && month <= period.to),
    rare: definition.kind === "count" ? rareGroups(shown) : [],
    change,
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
