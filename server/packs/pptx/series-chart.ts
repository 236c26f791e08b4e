import type { z } from "zod";
import { bandsOf } from "../../charts/bands.ts";
import { palette } from "../../charts/palette.ts";
import { type Axis, axisOf, domainOf, spread } from "../../charts/scale.ts";
import type { Kpi } from "../../contract/kpi.ts";
import type { Point, seriesSchema } from "../../contract/series.ts";
import { isJudged, type Mark, markOf } from "../../wording/judging.ts";
import type { ChartSeries, DrawnLines, DrawnMonths, Marker } from "./native-chart.ts";

const hollow: Marker = { symbol: "circle", size: 5, fill: palette.paper, line: palette.common };

const marks: Record<Mark, Marker> = {
  improvement: { symbol: "circle", size: 8, fill: palette.improvement, line: palette.improvement },
  concern: { symbol: "square", size: 8, fill: palette.concern, line: palette.concern },
  signal: { symbol: "triangle", size: 9, fill: palette.signal, line: palette.signal },
  common: { symbol: "circle", size: 4, fill: palette.common, line: palette.common },
  unjudged: hollow,
};

/** The part of the chart's width and height that the plot takes; the lines are named to its right. */
const plot = { x: 0.065, y: 0.07, width: 0.735, height: 0.83 };

/** A KPI month by month as a chart of PowerPoint's own: the same marks, limits, target and events as on the screen, and in
 * its data sheet the API's own numbers. */
export function nativeChart(kpi: Kpi, series: z.infer<typeof seriesSchema>, accent: string): DrawnLines {
  const { points, target, limits } = series;
  const axis = axisFor(kpi, series);
  const bands = bandsOf(points, limits);
  const judged = points.map((point) => (isJudged(point) ? point.value : null));
  const others = points.map((point) => (isJudged(point) ? null : point.value));
  const limit = { colour: palette.lineStrong, width: 1, dash: "sysDot" } as const;
  const lines: ChartSeries[] = [
    ...(["upper", "mean", "lower"] as const).map((key) => ({
      name: { upper: "Upper limit", mean: "Average", lower: "Lower limit" }[key],
      values: points.map((_, at) => bands.find(({ from, to }) => from <= at && at <= to)?.[key] ?? null),
      line: key === "mean" ? { colour: palette.ink2, width: 1.5, dash: "solid" as const } : limit,
    })),
    ...(target === null
      ? []
      : [
          {
            name: "Target",
            values: points.map(() => target),
            line: { colour: accent, width: 1.75, dash: "dash" as const },
          },
        ]),
  ].filter(({ values }) => values.some((value) => value !== null));
  return {
    kind: "lines",
    months: points.map(({ month }) => month),
    levelFormat: kpi.unit === "share" ? "0.0%" : "[<10]0.0;#,##0",
    format: { share: "0.0%", days: "#,##0", crimes: "#,##0" }[kpi.unit],
    axis: { ...axis, format: tickFormat(kpi, axis.step) },
    plot,
    series: [
      ...labelled(lines, points.length, axis),
      {
        name: "Not judged: maturing, ramp-up or part month",
        values: others,
        line: { colour: palette.trace, width: 1, dash: "sysDash" },
        marker: hollow,
      },
      {
        name: kpi.title,
        values: judged,
        line: { colour: palette.trace, width: 1.25, dash: "solid" },
        marker: marks.common,
      },
      ...signalSeries(points, kpi),
      ...eventSeries(series, axis.high),
    ],
  };
}

/** The recorded crimes of the same months, a column each, in line with the chart above. */
export function recordedStrip(title: string, points: Point[], recorded: (Point | null)[]): DrawnMonths {
  return {
    kind: "months",
    months: points.map(({ month }) => month),
    format: "#,##0",
    plot: { ...plot, y: 0.04, height: 0.92 },
    series: [{ name: title, values: recorded.map((point) => point?.value ?? null), colour: palette.volume }],
  };
}

/** The value axis: no month lies above it. */
export function axisFor(kpi: Kpi, { points, limits, target }: z.infer<typeof seriesSchema>): Axis {
  return axisOf(domainOf(points, limits, target, true), kpi.unit);
}

const signalNames: [Mark, string][] = [
  ["improvement", "Improvement"],
  ["concern", "Concern"],
  ["signal", "Signal, no agreed direction"],
];

/** The months with a signal once more, over the others, a series for each mark: a mark by point is grey in LibreOffice. */
function signalSeries(points: Point[], { better }: Kpi): ChartSeries[] {
  return signalNames.flatMap(([mark, name]) => {
    const values = points.map((point) =>
      isJudged(point) && markOf(point, better) === mark ? point.value : null,
    );
    return values.some((value) => value !== null) ? [{ name, values, line: null, marker: marks[mark] }] : [];
  });
}

/** Each line is named at the right edge of the plot, moved apart where two would lie on each other. */
function labelled(lines: ChartSeries[], months: number, axis: { low: number; high: number }): ChartSeries[] {
  const placed = spread(
    lines.map((line) => {
      const index = line.values.findLastIndex((value) => value !== null);
      const value = line.values[index] ?? 0;
      return { line, index, from: value, at: ((axis.high - value) / (axis.high - axis.low)) * plot.height };
    }),
    0.052,
  );
  return lines.map((line) => {
    const label = placed.find((each) => each.line === line);
    if (!label) return line;
    const natural = ((axis.high - label.from) / (axis.high - axis.low)) * plot.height;
    const right = ((months - 1 - label.index) / months) * plot.width;
    return { ...line, label: { index: label.index, right, down: label.at - natural } };
  });
}

/** Whole numbers, unless the axis is marked between them. */
function tickFormat({ unit }: Kpi, step: number): string {
  const isWhole = Number.isInteger(Math.round(unit === "share" ? step * 1000 : step * 10) / 10);
  return `${unit === "share" ? "0" : "#,##0"}${isWhole ? "" : ".0"}${unit === "share" ? "%" : ""}`;
}

/** Events as numbered lines from the top of the axis; a re-basing starts new limits there. */
function eventSeries({ points, annotations }: z.infer<typeof seriesSchema>, top: number): ChartSeries[] {
  const numbers = new Map<number, string>();
  annotations.forEach(({ month }, order) => {
    const index = points.findIndex((point) => point.month === month);
    if (index >= 0) numbers.set(index, [numbers.get(index), order + 1].filter(Boolean).join(", "));
  });
  if (numbers.size === 0) return [];
  return [
    {
      name: "Event (line at its month)",
      values: points.map((_, index) => (numbers.has(index) ? top : null)),
      line: null,
      dropLine: palette.ink2,
      texts: [...numbers].map(([index, text]) => ({ index, text })),
    },
  ];
}

/** Whether limits were worked out again within the chart. */
export function isRebased({ points, limits }: z.infer<typeof seriesSchema>): boolean {
  return bandsOf(points, limits).length > 1;
}
