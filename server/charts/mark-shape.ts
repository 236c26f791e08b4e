import type { Mark } from "../wording/judging.ts";
import { palette } from "./palette.ts";
import { rect, type Shape } from "./shapes.ts";

/** One month's mark: circle, square and triangle carry the meaning, so that no reading rests on hue. */
export function markShape(kind: Mark, x: number, y: number, size: number): Shape {
  if (kind === "concern") {
    const side = 9 * size;
    return rect(x - side / 2, y - side / 2, side, side, palette.concern);
  }
  if (kind === "signal") {
    const reach = 6 * size;
    const corners = [
      [x, y - reach],
      [x + reach, y + reach * 0.8],
      [x - reach, y + reach * 0.8],
    ];
    return { type: "polygon", shape: { points: corners }, style: { fill: palette.signal } };
  }
  if (kind === "unjudged") {
    const style = { fill: palette.paper, stroke: palette.common, lineWidth: 1.4 };
    return { type: "circle", shape: { cx: x, cy: y, r: 3.3 * size }, style };
  }
  const fill = kind === "improvement" ? palette.improvement : palette.common;
  return {
    type: "circle",
    shape: { cx: x, cy: y, r: (kind === "improvement" ? 5 : 3.2) * size },
    style: { fill },
  };
}
