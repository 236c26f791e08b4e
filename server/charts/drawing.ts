import type {
  BarSeriesOption,
  CustomSeriesOption,
  LineSeriesOption,
  ScatterSeriesOption,
} from "echarts/charts";
import type {
  AxisPointerComponentOption,
  GridComponentOption,
  TooltipComponentOption,
} from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { fontFamily, palette } from "./palette.ts";
import { type Box, plain, quiet, type Shape, strong, words } from "./shapes.ts";

type SeriesOption = BarSeriesOption | CustomSeriesOption | LineSeriesOption | ScatterSeriesOption;

export type ChartOption = ComposeOption<
  SeriesOption | GridComponentOption | TooltipComponentOption | AxisPointerComponentOption
>;

type One<Many> = Exclude<NonNullable<Many>, readonly unknown[]>;
type XAxis = One<ChartOption["xAxis"]>;
type YAxis = One<ChartOption["yAxis"]>;

/** Words around a picture that is saved as a file: its title, its data and its marking. */
type Frame = { title: string; subtitle: string; footer: string[] };

/** Where a chart is drawn: its size, and the frame of a picture. */
export type Place = { width: number; height: number; frame: Frame | null };

/** A part of a chart: its axes, and what is drawn on them. */
export type Plot = {
  box: Box;
  x: XAxis;
  y: YAxis;
  series: SeriesOption[];
  /** The pointer of the first plot runs on through this one. */
  isLinked?: boolean;
};

/** How the pointer finds a stop: by the columns or the rows of the first plot, or by what is drawn as its first series. */
type Reading = "columns" | "rows" | "items";

/** What is left of a place inside its frame. */
export function insideFrame({ width, height, frame }: Place): Box {
  return frame
    ? { left: 24, top: 84, width: width - 48, height: height - 84 - 56 }
    : { left: 0, top: 0, width, height };
}

/** A place inside its frame, less its margins, and never too small to be drawn in. */
export function inset(place: Place, top: number, right: number, bottom: number, left: number): Box {
  const room = insideFrame(place);
  return {
    left: room.left + left,
    top: room.top + top,
    width: Math.max(room.width - left - right, 60),
    height: Math.max(room.height - top - bottom, 60),
  };
}

/** Plots on the axes of ECharts; the first series of the first plot holds the stops. */
export function chart(place: Place, reading: Reading, plots: Plot[]): ChartOption {
  const ofPlot = ({ isLinked }: Plot, gridIndex: number) =>
    gridIndex === 0 || isLinked ? { gridIndex } : { gridIndex, axisPointer: { show: false } };
  return {
    animation: false,
    backgroundColor: place.frame ? palette.paper : "transparent",
    textStyle: { fontFamily, color: palette.muted },
    grid: plots.map(({ box }) => ({ ...box, outerBoundsMode: "none" as const })),
    xAxis: plots.map((plot, index) => ({ ...plot.x, ...ofPlot(plot, index) })),
    yAxis: plots.map((plot, index) => ({ ...plot.y, ...ofPlot(plot, index) })),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    tooltip: tooltips[reading],
    series: [
      ...plots.flatMap(({ series }, index) =>
        series.map((one) => ({ ...unread, xAxisIndex: index, yAxisIndex: index, ...one })),
      ),
      ...(place.frame ? [layer(6, () => frameWords(place))] : []),
    ],
  };
}

const unread = { silent: true, tooltip: { show: false } };

const line = { type: "line" as const, lineStyle: { color: palette.ink, type: "solid" as const } };
const shadow = { type: "shadow" as const, shadowStyle: { color: palette.ink, opacity: 0.06 } };

const tooltips: Record<Reading, NonNullable<ChartOption["tooltip"]>> = {
  columns: { trigger: "axis", axisPointer: { ...line, animation: false } },
  rows: { trigger: "axis", axisPointer: { ...shadow, animation: false } },
  items: { trigger: "item" },
};

/** What the pointer and the arrow keys stop at, each by its place on the axes; draws nothing. */
export function stops(places: [x: number, y: number][]): CustomSeriesOption {
  return { type: "custom", data: places, tooltip: { show: true }, renderItem: () => undefined };
}

/** A stop in each row, for `count` rows. */
export function rowStops(count: number): CustomSeriesOption {
  return stops(Array.from({ length: count }, (_, row) => [0.5, row]));
}

/** The pixels of a plot, and where a value of its axes lies in them. */
export type Space = { plot: Box; x: (value: number) => number; y: (value: number) => number };

/** Shapes and words in front of or behind the other series of a plot, placed by its axes. */
export function layer(z: number, draw: (space: Space) => Shape[]): CustomSeriesOption {
  return {
    type: "custom",
    data: [[0, 0]],
    z,
    renderItem: ({ coordSys }, api) => {
      const { x: left, y: top, width, height } = coordSys as unknown as Rectangle;
      const x = (value: number) => api.coord([value, 0])[0] ?? left;
      const y = (value: number) => api.coord([0, value])[1] ?? top;
      const plot = { left, top, width, height };
      return { type: "group", $mergeChildren: false, children: draw({ plot, x, y }) };
    },
  };
}

/** The pixels of a plot as ECharts gives them, though its types leave them out. */
type Rectangle = { x: number; y: number; width: number; height: number };

/** Draws title, reading and marking around a picture that is saved as a file. */
function frameWords({ frame, width, height }: Place): Shape[] {
  if (!frame) return [];
  const room = width - 48;
  return [
    words(frame.title, 24, 30, { ...strong, size: 20, width: room }),
    words(frame.subtitle, 24, 57, { ...plain, size: 14, width: room }),
    ...frame.footer.map((line, index) =>
      words(line, 24, height - 38 + index * 19, { ...quiet, width: room }),
    ),
  ];
}
