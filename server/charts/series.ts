import type { LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import { palette } from "./palette.ts";

/** The series of ECharts as all charts draw them. */

/** A line through values, broken where one is missing. */
export function line(
  name: string,
  data: NonNullable<LineSeriesOption["data"]>,
  lineStyle: NonNullable<LineSeriesOption["lineStyle"]>,
): LineSeriesOption {
  return { type: "line", name, data, symbol: "none", lineStyle, z: 2 };
}

/** A dot at each place, none if a value is missing; larger while it is read. */
export function dots(
  name: string,
  data: NonNullable<ScatterSeriesOption["data"]>,
  symbolSize: number | number[],
  color: string,
): ScatterSeriesOption {
  return {
    type: "scatter",
    name,
    data,
    symbolSize,
    itemStyle: { color, opacity: 1 },
    emphasis: { scale: 1.5, itemStyle: { color: "inherit", borderColor: palette.ink, borderWidth: 1.5 } },
    cursor: "inherit",
    z: 3,
  };
}

/** Words at each datum, with a rim of paper where lines may run behind them. */
export function labels(color: string, write: (index: number) => string) {
  return {
    show: true,
    color,
    fontSize: 12.5,
    textBorderColor: palette.paper,
    textBorderWidth: 3,
    formatter: ({ dataIndex }: { dataIndex: number }) => write(dataIndex),
  };
}
