import type { LineSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { Better, Kind } from "../contract/kpi.ts";
import type { Point } from "../contract/series.ts";
import { isJudged, latestShown, type Mark, markOf } from "../wording/judging.ts";
import { unjudgedStretches } from "./bands.ts";
import type { Space } from "./drawing.ts";
import { palette } from "./palette.ts";
import { dots, line } from "./series.ts";
import { hatch, ring, type Shape } from "./shapes.ts";

/** Thin joins between months, dashed where they are not judged. A missing figure stays a gap. */
export function monthLines(points: Point[]): LineSeriesOption[] {
  const look = { color: palette.trace, width: 1.3 };
  const judged = points.map((point) => (isJudged(point) ? point.value : null));
  return [
    line(
      "every month",
      points.map(({ value }) => value),
      { ...look, type: [2, 3] },
    ),
    line("judged", judged, look),
  ];
}

/** Each month's mark: circle, square and triangle carry the meaning, so that no reading rests on hue. A mark beyond the scale
 * is not drawn. */
export function monthMarks(points: Point[], better: Better, size: number): ScatterSeriesOption {
  const marks = points.map((point, index) => ({
    value: [index, point.value ?? "-"],
    ...symbolOf(markOf(point, better), size),
  }));
  return { ...dots("marks", marks, 6.4 * size, palette.common), clip: true, z: 4 };
}

/** The months that are not judged, hatched from top to bottom. */
export function unjudgedHatch(points: Point[], { plot, x }: Space): Shape[] {
  const step = plot.width / points.length;
  return unjudgedStretches(points).flatMap(({ from, to }) =>
    hatch({ ...plot, left: x(from) - step / 2, width: x(to) - x(from) + step }),
  );
}

/** A ring around the month whose figure is shown as the latest. */
export function latestRing(kind: Kind, points: Point[], { x, y }: Space, radius: number): Shape[] {
  const latest = latestShown({ kind }, points);
  if (!latest || latest.value === null) return [];
  return [ring(x(points.indexOf(latest)), y(latest.value), radius)];
}

function symbolOf(mark: Mark, size: number) {
  const fill = (color: string) => ({ itemStyle: { color } });
  const hollow = { color: palette.paper, borderColor: palette.common, borderWidth: 1.4 };
  return {
    concern: { symbol: "rect", symbolSize: 9 * size, ...fill(palette.concern) },
    signal: { symbol: "triangle", symbolSize: [12 * size, 10.8 * size], ...fill(palette.signal) },
    unjudged: { symbolSize: 6.6 * size, itemStyle: hollow },
    improvement: { symbolSize: 10 * size, ...fill(palette.improvement) },
    common: {},
  }[mark];
}
