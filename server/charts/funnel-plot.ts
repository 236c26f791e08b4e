import type { BreakdownGroup, FunnelLimit } from "../contract/breakdown.ts";
import { formatCount, formatTick, formatValue } from "../wording/format.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { palette } from "./palette.ts";
import { type Axis, axisOf, spread } from "./scale.ts";
import { rect, ring, rule, type Shape, words } from "./shapes.ts";

export type FunnelPlotInput = {
  centre: number;
  limits: FunnelLimit[];
  /** The groups that are large enough to be judged, with their names. */
  groups: (BreakdownGroup & { title: string; value: number; denominator: number })[];
};

/** Each group by its size and its share, with the limits that chance alone would give a group of that size. */
export function funnelPlot(input: FunnelPlotInput, place: Place): ChartOption {
  const layout = layoutOf(input, place);
  return drawing(place, [
    ...limitShapes(input, layout),
    ...axisShapes(layout),
    ...dots(input, layout, place.cursor),
  ]);
}

export function dotUnder(input: FunnelPlotInput, place: Place, left: number, top: number): number {
  const { x, y } = layoutOf(input, place);
  const away = input.groups.map(({ denominator, value }) =>
    Math.hypot(x(denominator) - left, y(value) - top),
  );
  const nearest = Math.min(...away);
  return nearest > 30 ? -1 : away.indexOf(nearest);
}

type Layout = {
  plot: Box;
  most: number;
  axis: Axis;
  x: (size: number) => number;
  y: (share: number) => number;
};

function layoutOf({ limits, groups }: FunnelPlotInput, place: Place): Layout {
  const room = insideFrame(place);
  const plot: Box = {
    left: room.left + 46,
    top: room.top + 22,
    width: Math.max(room.width - 46 - (room.width < 640 ? 16 : 92), 80),
    height: Math.max(room.height - 22 - 46, 80),
  };
  const most = Math.max(20, ...groups.map(({ denominator }) => denominator)) * 1.06;
  const inView = limits.filter(({ denominator }) => denominator >= 20);
  const shares = [
    ...groups.map(({ value }) => value),
    ...inView.flatMap(({ lower_95, upper_95 }) => [lower_95, upper_95]),
  ];
  const axis = axisOf({ low: Math.min(...shares), high: Math.max(...shares) }, "share");
  return {
    plot,
    most,
    axis,
    x: (size) => plot.left + (size / most) * plot.width,
    y: (share) =>
      plot.top +
      plot.height *
        (1 - (Math.min(axis.high, Math.max(axis.low, share)) - axis.low) / (axis.high - axis.low)),
  };
}

function limitShapes({ centre, limits }: FunnelPlotInput, { plot, most, x, y }: Layout): Shape[] {
  const drawn = limits.filter(({ denominator }) => denominator <= most);
  const last = drawn.at(-1);
  const curve = (key: keyof FunnelLimit, dash: number[]): Shape => ({
    type: "polyline",
    shape: { points: drawn.map((limit) => [x(limit.denominator), y(limit[key])]) },
    style: { stroke: palette.lineStrong, lineWidth: 1.2, lineDash: dash, fill: "none" },
  });
  const band = (upper: keyof FunnelLimit, lower: keyof FunnelLimit): Shape => ({
    type: "polygon",
    shape: {
      points: [
        ...drawn.map((limit) => [x(limit.denominator), y(limit[upper])]),
        ...drawn.map((limit) => [x(limit.denominator), y(limit[lower])]).toReversed(),
      ],
    },
    style: { fill: palette.band },
  });
  const right = plot.left + plot.width;
  return [
    ...(drawn.length > 1 ? [band("upper_95", "lower_95")] : []),
    rule(plot.left, right, y(centre), palette.ink2, 1.3),
    ...(drawn.length > 1
      ? [
          curve("upper_95", [2, 3]),
          curve("lower_95", [2, 3]),
          curve("upper_998", [7, 4]),
          curve("lower_998", [7, 4]),
        ]
      : []),
    ...(last && plot.width > 480
      ? [
          words(`Whole ${formatTick("share", centre)}`, right + 8, y(centre), {
            fill: palette.ink,
            bold: true,
          }),
          words("95%", right + 8, y(last.upper_95), { fill: palette.ink2 }),
          words("99.8%", right + 8, y(last.upper_998) - (y(last.upper_95) - y(last.upper_998) < 14 ? 8 : 0), {
            fill: palette.ink2,
          }),
        ]
      : []),
  ];
}

function axisShapes({ plot, axis, most, x, y }: Layout): Shape[] {
  const ticks: number[] = [];
  for (let value = axis.low; value <= axis.high + axis.step / 1000; value += axis.step) ticks.push(value);
  const sizes = [0.25, 0.5, 0.75, 1]
    .map((part) => Math.round((most * part) / 10) * 10)
    .filter((size) => size > 0 && size <= most);
  return [
    ...ticks.flatMap((value) => [
      rule(plot.left, plot.left + plot.width, y(value), palette.line, 1),
      words(formatTick("share", value), plot.left - 8, y(value), { fill: palette.muted, align: "right" }),
    ]),
    rect(plot.left, plot.top + plot.height, plot.width, 1, palette.lineStrong),
    ...[...new Set(sizes)].map((size) =>
      words(formatCount(size), x(size), plot.top + plot.height + 15, {
        fill: palette.muted,
        align: "center",
      }),
    ),
    words("Crimes in the group", plot.left, plot.top + plot.height + 34, { fill: palette.muted }),
  ];
}

/** Beyond 99.8 % a square, beyond 95 % a ringed dot, each with its name; within the limits a plain dot. */
function dots({ groups }: FunnelPlotInput, { plot, x, y }: Layout, cursor: number | null): Shape[] {
  const placed = groups.map((group, index) => ({
    ...group,
    cx: x(group.denominator),
    cy: y(group.value),
    isFar: group.funnel === "beyond-99.8",
    isNamed: group.funnel === "beyond-95" || group.funnel === "beyond-99.8" || cursor === index,
  }));
  const named = placed.filter(({ isNamed }) => isNamed).map((group) => ({ ...group, at: group.cy }));
  return [
    ...placed.flatMap(({ cx, cy, isFar, isNamed, funnel }): Shape[] => [
      isFar
        ? rect(cx - 5, cy - 5, 10, 10, palette.signal)
        : {
            type: "circle",
            shape: { cx, cy, r: 5 },
            style: { fill: funnel === "beyond-95" ? palette.signal : palette.common },
          },
      ...(isNamed ? [ring(cx, cy, 9)] : []),
    ]),
    ...spread(named, 17).map(({ title, value, cx, at }) => {
      const end = plot.left + plot.width;
      const isRight = cx > plot.left + plot.width / 2;
      return words(`${title} ${formatValue("share", value)}`, isRight ? cx - 14 : cx + 14, at, {
        fill: palette.ink,
        bold: true,
        halo: true,
        align: isRight ? "right" : "left",
        width: isRight ? cx - 14 - plot.left : end - cx - 14,
      });
    }),
  ];
}
