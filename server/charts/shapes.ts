import type { CustomSeriesOption } from "echarts/charts";
import { fontFamily, palette } from "./palette.ts";

type Drawn = NonNullable<
  ReturnType<Extract<CustomSeriesOption["renderItem"], (...given: never[]) => unknown>>
>;

/** One thing drawn: a line, a box, a circle, words. */
export type Shape = NonNullable<Extract<Drawn, { type: "group" }>["children"]>[number];

export type Box = { left: number; top: number; width: number; height: number };

/** How words look: captions, text, names. */
export const quiet = { fill: palette.muted };
export const plain = { fill: palette.ink2 };
export const strong = { fill: palette.ink, bold: true };

/** Words at a place. Those that are wider than `width` are cut, or take a second line if they wrap. */
export function words(
  text: string,
  x: number,
  y: number,
  look: {
    fill: string;
    bold?: boolean;
    halo?: boolean;
    align?: "left" | "right" | "center";
    size?: number;
    width?: number | undefined;
    /** Long words take a second line rather than be cut; those of more than two lines end in an ellipsis. */
    wraps?: boolean;
  },
): Shape {
  const size = look.size ?? 12.5;
  return {
    type: "text",
    style: {
      text: look.wraps && look.width !== undefined ? inTwoLines(text, look.width / size) : text,
      x,
      y,
      fill: look.fill,
      fontFamily,
      fontSize: size,
      fontWeight: look.bold ? 600 : 400,
      align: look.align ?? "left",
      verticalAlign: "middle",
      ...(look.wraps && { lineHeight: 15, height: 30, lineOverflow: "truncate" as const }),
      ...(look.halo && { stroke: palette.paper, lineWidth: 3.5 }),
      ...(look.width !== undefined && {
        width: look.width,
        overflow: look.wraps ? ("break" as const) : ("truncate" as const),
      }),
    },
  };
}

/** Cuts a text to what fits into two lines. `room` is the width of a line in letter sizes; a letter takes 0.56 of a size, and a
 * line is nine tenths full. */
export function inTwoLines(text: string, room: number): string {
  const most = Math.floor((2 * 0.9 * room) / 0.56);
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** A filled box, its corner and size in pixels. */
export function rect(x: number, y: number, width: number, height: number, fill: string): Shape {
  return { type: "rect", shape: { x, y, width, height }, style: { fill } };
}

/** A circle with nothing in it. */
export function ring(cx: number, cy: number, r: number): Shape {
  return {
    type: "circle",
    shape: { cx, cy, r },
    style: { fill: "none", stroke: palette.ink2, lineWidth: 1.5 },
  };
}

/** A line from left to right. */
export function rule(
  x1: number,
  x2: number,
  y: number,
  look: { stroke: string; lineWidth: number; lineDash?: number[] },
): Shape {
  return { type: "line", shape: { x1, x2, y1: y, y2: y }, style: { ...look, fill: "none" } };
}

/** A line from top to bottom. */
export function upright(x: number, top: number, bottom: number, stroke: string, lineWidth: number): Shape {
  return {
    type: "line",
    shape: { x1: x, x2: x, y1: top, y2: bottom },
    style: { stroke, lineWidth, fill: "none" },
  };
}

/** The surface between two lines, all in pixels. */
export function band(
  edge: { x: number; low: number; high: number }[],
  style: { fill: string; opacity?: number },
): Shape {
  const points = [
    ...edge.map(({ x, high }) => [x, high]),
    ...edge.map(({ x, low }) => [x, low]).toReversed(),
  ];
  return { type: "polygon", shape: { points }, style };
}

/** Slanting lines cut to a box: what is not judged, also in greyscale. */
export function hatch(
  { left, top, width, height }: Box,
  stroke: string = palette.hatch,
  veil = 0.55,
): Shape[] {
  const gap = 8;
  const lines: string[] = [];
  for (let start = gap; start < width + height; start += gap) {
    const x1 = left + Math.max(0, start - height);
    const y1 = top + Math.min(height, start);
    const x2 = left + Math.min(width, start);
    const y2 = top + Math.max(0, start - width);
    lines.push(`M${tenth(x1)} ${tenth(y1)}L${tenth(x2)} ${tenth(y2)}`);
  }
  return [
    {
      type: "rect",
      shape: { x: left, y: top, width, height },
      style: { fill: palette.paper, opacity: veil },
    },
    {
      type: "path",
      shape: { pathData: lines.join(""), layout: "center" },
      style: { stroke, lineWidth: 1, fill: "none" },
    },
  ];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
