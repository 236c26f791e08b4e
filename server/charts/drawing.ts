import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { fontFamily, palette } from "./palette.ts";
import { type Shape, words } from "./shapes.ts";

export type ChartOption = ComposeOption<
  LineSeriesOption | BarSeriesOption | CustomSeriesOption | GridComponentOption | TooltipComponentOption
>;

/** Words around a picture that leaves the page: what it is, of what, and how it is marked. */
export type Frame = { title: string; subtitle: string; footer: string[] };

/** Where a chart is drawn: its size, the stop that the reader stands on, and the frame of a picture. */
export type Place = { width: number; height: number; cursor: number | null; frame: Frame | null };

export type Box = { left: number; top: number; width: number; height: number };

/** What is left of a place inside its frame. */
export function insideFrame({ width, height, frame }: Place): Box {
  return frame
    ? { left: 24, top: 84, width: width - 48, height: height - 84 - 56 }
    : { left: 0, top: 0, width, height };
}

/** A chart that needs no axis of ECharts: shapes and words, placed by its own layout. */
export function drawing(place: Place, shapes: Shape[]): ChartOption {
  return {
    animation: false,
    backgroundColor: place.frame ? palette.paper : "transparent",
    textStyle: { fontFamily, color: palette.muted },
    series: [layer("drawing", 1, () => [...shapes, ...frameWords(place)])],
  };
}

/** Shapes in front of or behind the other series of a chart. */
export function layer(name: string, z: number, draw: () => Shape[]): CustomSeriesOption {
  return {
    type: "custom",
    name,
    coordinateSystem: "none",
    data: [0],
    silent: true,
    z,
    tooltip: { show: false },
    renderItem: () => ({ type: "group", $mergeChildren: false, children: draw() }),
  };
}

/** Title, reading and marking around a picture that leaves the page. */
export function frameWords({ frame, width, height }: Omit<Place, "cursor">): Shape[] {
  if (!frame) return [];
  const room = width - 48;
  return [
    words(frame.title, 24, 30, { fill: palette.ink, bold: true, size: 20, width: room }),
    words(frame.subtitle, 24, 57, { fill: palette.ink2, size: 14, width: room }),
    ...frame.footer.map((line, index) =>
      words(line, 24, height - 38 + index * 19, { fill: palette.muted, width: room }),
    ),
  ];
}
