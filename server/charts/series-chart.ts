import type { BarSeriesOption } from "echarts/charts";
import { bareAxis, monthAxis, valueAxis } from "./axes.ts";
import { type ChartOption, chart, layer, type Plot, stops } from "./drawing.ts";
import { latestRing, monthLines, monthMarks } from "./month-series.ts";
import { palette } from "./palette.ts";
import { backDrawing } from "./series-back.ts";
import { frontDrawing } from "./series-front.ts";
import type { SeriesChartInput } from "./series-input.ts";
import { partsOf } from "./series-layout.ts";

/** Draws a KPI month by month, as an ECharts option. It works out only where to draw, no figure. */
export function seriesChart(input: SeriesChartInput): ChartOption {
  const { kpi, points } = input;
  const parts = partsOf(input);
  const { plot, strip, stripTop, axis } = parts;
  const size = Math.min(1.25, Math.max(0.8, plot.width / points.length / 12));
  const within = (value: number | null) => Math.min(axis.high, Math.max(axis.low, value ?? axis.low));
  const months = monthAxis(points, plot.width);
  const main: Plot = {
    box: plot,
    x: months,
    y: valueAxis(axis, kpi.unit),
    series: [
      stops(points.map(({ value }, index) => [index, within(value)])),
      layer(1, (space) => backDrawing(input, { ...parts, ...space })),
      ...monthLines(points),
      { ...monthMarks(points, kpi.better, size), tooltip: { show: true } },
      layer(5, (space) => [
        ...latestRing(kpi.kind, points, space, 7 * size),
        ...frontDrawing(input, { ...parts, ...space }),
      ]),
    ],
  };
  const off = { show: false };
  const below: Plot[] = strip
    ? [
        {
          box: strip,
          x: { ...months, axisTick: off, axisLabel: off },
          y: bareAxis(0, stripTop),
          series: [bars(input)],
          isLinked: true,
        },
      ]
    : [];
  return chart(input, "columns", [main, ...below]);
}

function bars({ recorded, points }: SeriesChartInput): BarSeriesOption {
  const byMonth = new Map(recorded?.map((point) => [point.month, point.value]));
  return {
    type: "bar",
    name: "recorded crimes",
    data: points.map(({ month }) => byMonth.get(month) ?? null),
    barCategoryGap: "28%",
    barMaxWidth: 36,
    itemStyle: { color: palette.volume },
    z: 2,
  };
}
