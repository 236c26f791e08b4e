import { formatTick, shownValue } from "../wording/format.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { readingDays } from "./incidence-layout.ts";
import { palette } from "./palette.ts";
import { type Axis, axisOf, spread } from "./scale.ts";
import { rect, rule, type Shape, upright, words } from "./shapes.ts";

/** One group's cumulative incidence of one ending, with its band. */
export type EndingLine = {
  title: string;
  crimes: number | null;
  days: number[];
  shares: (number | null)[];
  lower: (number | null)[];
  upper: (number | null)[];
};

/** How many lines can still be told apart. */
export const mostLines = 5;

type Look = { stroke: string; dash?: number[] };

const plain: Look = { stroke: palette.accent };
const looks: Look[] = [
  plain,
  { stroke: palette.victim, dash: [8, 4] },
  { stroke: palette.evidential, dash: [14, 3, 3, 3] },
  { stroke: palette.common, dash: [2, 3] },
  { stroke: palette.noSuspect },
];

/** How one ending comes about by days since recording, for each group of a cohort: early or late, and how often. */
export function endingChart(lines: EndingLine[], horizon: number, place: Place): ChartOption {
  const layout = layoutOf(lines, horizon, place);
  return drawing(place, [
    ...axes(horizon, layout),
    ...lines.flatMap((line, index) => curve(line, index, layout)),
    ...labels(lines, layout),
    ...cursorLine(layout, place.cursor),
  ]);
}

/** The position in `readingDays` that lies nearest to a distance from the chart's left edge. */
export function readingDayUnder(lines: EndingLine[], horizon: number, place: Place, left: number): number {
  const { x } = layoutOf(lines, horizon, place);
  const away = readingDays.map((day) => Math.abs(x(day) - left));
  return away.indexOf(Math.min(...away));
}

type Layout = {
  plot: Box;
  axis: Axis;
  isCompact: boolean;
  x: (day: number) => number;
  y: (share: number) => number;
};

function layoutOf(lines: EndingLine[], horizon: number, place: Place): Layout {
  const room = insideFrame(place);
  const isCompact = room.width < 640;
  const plot: Box = {
    left: room.left + 44,
    top: room.top + 10,
    width: Math.max(room.width - 44 - (isCompact ? 12 : 216), 80),
    height: Math.max(room.height - 10 - 46 - (isCompact ? lines.length * 20 : 0), 80),
  };
  const highest = Math.max(
    0.05,
    ...lines.flatMap(({ upper, shares }) => [upper.at(-1) ?? 0, shares.at(-1) ?? 0]),
  );
  const axis = axisOf({ low: 0, high: highest }, "share");
  return {
    plot,
    axis,
    isCompact,
    x: (day) => plot.left + (day / horizon) * plot.width,
    y: (share) => plot.top + (1 - share / axis.high) * plot.height,
  };
}

function axes(horizon: number, { plot, axis, x, y }: Layout): Shape[] {
  const ticks: number[] = [];
  for (let value = 0; value <= axis.high + axis.step / 1000; value += axis.step) ticks.push(value);
  const days = [0, ...readingDays.filter((day) => day <= horizon)];
  return [
    ...ticks.flatMap((value) => [
      rule(plot.left, plot.left + plot.width, y(value), palette.line, 1),
      words(formatTick("share", value), plot.left - 8, y(value), { fill: palette.muted, align: "right" }),
    ]),
    ...days.map((day) => upright(x(day), plot.top, plot.top + plot.height + 5, palette.line, 1)),
    rect(plot.left, plot.top + plot.height, plot.width, 1, palette.lineStrong),
    ...days
      .filter((day) => day !== 28 || x(28) - x(0) > 20)
      .map((day) =>
        words(String(day), x(day), plot.top + plot.height + 15, {
          fill: palette.ink2,
          bold: true,
          align: "center",
        }),
      ),
    words("Days since the crime was recorded", plot.left, plot.top + plot.height + 34, {
      fill: palette.muted,
    }),
  ];
}

function curve({ days, shares, lower, upper }: EndingLine, index: number, { x, y }: Layout): Shape[] {
  const look = looks[index % looks.length] ?? plain;
  const known = days.flatMap((day, at) => {
    const share = shares[at];
    return typeof share === "number"
      ? [{ day, share, low: lower[at] ?? share, high: upper[at] ?? share }]
      : [];
  });
  if (known.length < 2) return [];
  return [
    {
      type: "polygon",
      shape: {
        points: [
          ...known.map(({ day, high }) => [x(day), y(high)]),
          ...known.map(({ day, low }) => [x(day), y(low)]).toReversed(),
        ],
      },
      style: { fill: look.stroke, opacity: 0.12 },
    },
    {
      type: "polyline",
      shape: { points: known.map(({ day, share }) => [x(day), y(share)]) },
      style: {
        stroke: look.stroke,
        lineWidth: 2.4,
        fill: "none",
        ...(look.dash && { lineDash: look.dash }),
      },
    },
  ];
}

/** Each line named where it ends; on a narrow chart below it. */
function labels(lines: EndingLine[], { plot, x, y, isCompact }: Layout): Shape[] {
  const ends = lines.map(({ title, days, shares }, index) => ({
    at: y(shares.at(-1) ?? 0),
    left: x(days.at(-1) ?? 0) + 8,
    title,
    share: shownValue("share", shares.at(-1) ?? null),
    look: looks[index % looks.length] ?? plain,
  }));
  if (isCompact) {
    return ends.flatMap(({ title, share, look }, row) => {
      const at = plot.top + plot.height + 56 + row * 20;
      return [
        rule(plot.left - 40, plot.left - 14, at, look.stroke, 2.4, look.dash),
        words(`${title}: ${share}`, plot.left - 8, at, { fill: palette.ink, bold: true }),
      ];
    });
  }
  return spread(ends, 34).flatMap(({ at, left, title, share, look }) => [
    rule(left, left + 20, at - 8, look.stroke, 2.4, look.dash),
    words(title, left + 26, at - 8, { fill: palette.ink, bold: true, size: 13, halo: true }),
    words(share, left + 26, at + 8, { fill: palette.ink2, halo: true }),
  ]);
}

function cursorLine({ plot, x }: Layout, cursor: number | null): Shape[] {
  const day = cursor === null ? undefined : readingDays[cursor];
  return day === undefined ? [] : [upright(x(day), plot.top, plot.top + plot.height, palette.ink, 1.6)];
}
