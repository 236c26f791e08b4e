import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import { formatMonth, formatTick } from "../wording/format.ts";
import { isJudged } from "../wording/judging.ts";
import { spokenPoint } from "../wording/words.ts";
import { type ChartOption, layer } from "./drawing.ts";
import { fontFamily, palette } from "./palette.ts";
import { backDrawing } from "./series-back.ts";
import { frontDrawing } from "./series-front.ts";
import type { SeriesChartInput } from "./series-input.ts";
import { layoutOf, monthTicks, type SeriesLayout } from "./series-layout.ts";

/** A KPI month by month, as an ECharts option: points and limits in, nothing worked out but where to draw. */
export function seriesChart(input: SeriesChartInput): ChartOption {
  const layout = layoutOf(input);
  const months = input.points.map(({ month }) => month);
  const { plot, strip, axis } = layout;
  return {
    animation: false,
    backgroundColor: input.frame ? palette.paper : "transparent",
    textStyle: { fontFamily, color: palette.muted },
    grid: [plot, ...(strip ? [strip] : [])].map(({ left, top, width, height }) => ({
      left,
      top,
      width,
      height,
      containLabel: false,
      outerBoundsMode: "none" as const,
    })),
    xAxis: [monthAxis(months, 0, layout), ...(strip ? [monthAxis(months, 1, layout)] : [])],
    yAxis: [
      {
        type: "value",
        min: axis.low,
        max: axis.high,
        interval: axis.step,
        axisLabel: {
          color: palette.muted,
          fontSize: 12.5,
          margin: 9,
          formatter: (value: number) => formatTick(input.kpi.unit, value),
        },
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: palette.line, width: 1 } },
      },
      ...(strip ? [{ type: "value" as const, gridIndex: 1, min: 0, max: layout.stripTop, show: false }] : []),
    ],
    tooltip: tooltipOf(input),
    series: [
      layer("back", 1, () => backDrawing(input, layout)),
      line(
        "every month",
        input.points.map(({ value }) => value),
        "dashed",
      ),
      line(
        "judged",
        input.points.map((point) => (isJudged(point) ? point.value : null)),
        "solid",
      ),
      ...(strip ? [bars(input)] : []),
      layer("front", 5, () => frontDrawing(input, layout)),
    ],
  };
}

function monthAxis(months: string[], gridIndex: number, layout: SeriesLayout) {
  const ticks = monthTicks(months, layout.plot.width);
  return {
    type: "category" as const,
    gridIndex,
    data: months,
    axisLine: { onZero: false, lineStyle: { color: palette.lineStrong } },
    axisTick: {
      show: gridIndex === 0,
      alignWithLabel: false,
      length: 5,
      interval: (index: number) => ticks.starts.has(index),
      lineStyle: { color: palette.lineStrong },
    },
    axisLabel: {
      show: gridIndex === 0,
      interval: (index: number) => ticks.labels.has(index),
      formatter: (_: string, index: number) => ticks.labels.get(index) ?? "",
      color: palette.ink2,
      fontWeight: 600 as const,
      fontSize: 12.5,
      margin: 9,
      hideOverlap: false,
    },
    axisPointer: {
      show: true,
      type: "line" as const,
      label: { show: false },
      lineStyle: { color: palette.lineStrong },
    },
  };
}

/** Thin joins between months; the marks themselves are drawn in front. A missing figure stays a gap. */
function line(name: string, values: (number | null)[], type: "solid" | "dashed"): LineSeriesOption {
  return {
    type: "line",
    name,
    data: values,
    connectNulls: false,
    showSymbol: false,
    symbol: "none",
    silent: true,
    clip: true,
    z: 3,
    lineStyle: { color: palette.trace, width: 1.3, type: type === "dashed" ? [2, 3] : "solid" },
    emphasis: { disabled: true },
  };
}

function bars({ recorded, points }: SeriesChartInput): BarSeriesOption {
  const byMonth = new Map(recorded?.map((point) => [point.month, point.value]));
  return {
    type: "bar",
    name: "recorded crimes",
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: points.map(({ month }) => byMonth.get(month) ?? null),
    barCategoryGap: "28%",
    barMaxWidth: 36,
    silent: true,
    itemStyle: { color: palette.volume },
    emphasis: { disabled: true },
    z: 2,
  };
}

function tooltipOf(input: SeriesChartInput): NonNullable<ChartOption["tooltip"]> {
  return {
    trigger: "axis",
    renderMode: "richText",
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.ink,
    borderWidth: 0,
    padding: [7, 10],
    textStyle: { color: palette.paper, fontSize: 13, lineHeight: 19, fontFamily },
    formatter: (hovered: unknown) => {
      const [first]: { dataIndex?: number }[] = Array.isArray(hovered) ? hovered : [hovered];
      const point = input.points[first?.dataIndex ?? -1];
      if (!point) return "";
      const [, ...rest] = spokenPoint(input.kpi, point).split(", ");
      return `{month|${formatMonth(point.month)}}\n${rest.join(", ")}`;
    },
  };
}
