import { isGroup } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import type { Point } from "../contract/series.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { showPoints } from "../disclosure/release.ts";
import type { SeriesSettings } from "../settings/settings.ts";
import { isJudged } from "../wording/judging.ts";
import type { Change } from "./change-rule.ts";
import { type ChartRow, fewestAMonth, readCharts, type Withheld } from "./control-charts.ts";
import { readCounted } from "./counted-points.ts";
import type { MeasureQueries } from "./queries.ts";
import type { KpiQuestion } from "./question.ts";

export type Series = {
  points: Point[];
  /** Why the latest points have no limits; null if they have. */
  withheld: Withheld | null;
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
  const isCharted = split === undefined && definition.kind !== "stock";
  const charts = isCharted ? [{ split: definition.id, definition, settings, points }] : [];
  return seriesOf(question, points, await readCharts(snapshot, queries, charts, period.to));
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
    await count(question, queries),
    {
      unit: definition.unit,
      isStock: definition.kind === "stock",
      isGroup: split !== undefined || isGroup(filters),
      lastMonth: snapshot.manifest.snapshot.asAt.slice(0, 7),
    },
    view,
  );
}

/** The points shown in the period asked for, with what their charts say. */
export function seriesOf(
  { definition, period }: Pick<KpiQuestion, "definition" | "period">,
  shown: Point[],
  charted: ChartRow[],
): Series {
  const chartOf = new Map(charted.map((row) => [row.month, row]));
  const points = shown.filter(({ month }) => month >= period.from && month <= period.to);
  return {
    points: points.map((point) => ({ ...point, spc: spcOf(chartOf.get(point.month)) })),
    rare: definition.kind === "count" ? rareGroups(shown) : [],
    withheld: points.flatMap(({ month }) => chartOf.get(month) ?? []).at(-1)?.withheld ?? null,
    change: charted.find(({ change }) => change !== null)?.change ?? null,
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
