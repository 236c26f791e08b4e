import { bandsOf } from "./bands.ts";
import { unjudgedHatch } from "./month-series.ts";
import { palette } from "./palette.ts";
import type { SeriesChartInput } from "./series-input.ts";
import type { SeriesLayout } from "./series-layout.ts";
import { rect, rule, type Shape, upright } from "./shapes.ts";

/** Behind the line: limits, what is not judged, average, target. */
export function backDrawing(input: SeriesChartInput, layout: SeriesLayout): Shape[] {
  const { points, limits, target } = input;
  const { plot, x, y } = layout;
  const half = plot.width / Math.max(points.length, 1) / 2;
  const right = plot.left + plot.width;
  const bands = bandsOf(points, limits);
  const last = bands.at(-1);
  return [
    ...bands.map(({ from, to, lower, upper }) =>
      rect(x(from) - half, y(upper), x(to) - x(from) + 2 * half, y(lower) - y(upper), palette.band),
    ),
    ...unjudgedHatch(points, layout),
    ...bands.flatMap(({ from, to, mean, lower, upper }) => [
      rule(x(from) - half, x(to) + half, y(upper), dotted),
      rule(x(from) - half, x(to) + half, y(lower), dotted),
      rule(x(from) - half, x(to) + half, y(mean), { stroke: palette.ink2, lineWidth: 1.3 }),
    ]),
    ...(last && last.to < points.length - 1
      ? [
          rule(x(last.to) + half, right, y(last.mean), {
            stroke: palette.ink2,
            lineWidth: 1,
            lineDash: [1, 3],
          }),
        ]
      : []),
    ...(target === null ? [] : [rule(plot.left, right, y(target), dashed)]),
    ...events(input, layout),
  ];
}

const dotted = { stroke: palette.lineStrong, lineWidth: 1, lineDash: [2, 3] };
const dashed = { stroke: palette.accent, lineWidth: 1.6, lineDash: [7, 4] };

/** A line at each month that an annotation names. */
function events({ points, annotations }: SeriesChartInput, { plot, x, eventRows }: SeriesLayout): Shape[] {
  const half = plot.width / Math.max(points.length, 1) / 2;
  return annotations.flatMap(({ month }, row) => {
    const index = points.findIndex((point) => point.month === month);
    if (index < 0) return [];
    return [
      upright(
        x(index) - half,
        plot.top - 24 - 17 * Math.max(0, eventRows - row - 1),
        plot.top + plot.height,
        palette.ink2,
        1.2,
      ),
    ];
  });
}
