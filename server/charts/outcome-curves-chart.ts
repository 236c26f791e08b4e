import type { LineSeriesOption } from "echarts/charts";
import { shownValue } from "../wording/format.ts";
import { dayAxis, valueAxis } from "./axes.ts";
import { unbroken } from "./bands.ts";
import {
  type ChartOption,
  chart,
  inset,
  insideFrame,
  layer,
  type Place,
  type Space,
  stops,
} from "./drawing.ts";
import { readingDays } from "./incidence-layout.ts";
import { palette } from "./palette.ts";
import { axisOf, spread } from "./scale.ts";
import { line } from "./series.ts";
import { band, plain, quiet, rule, type Shape, strong, words } from "./shapes.ts";

/** One group's cumulative incidence of one outcome group, with its band. */
export type OutcomeCurve = {
  title: string;
  crimes: number | null;
  days: number[];
  shares: (number | null)[];
  lower: (number | null)[];
  upper: (number | null)[];
};

/** How many lines can still be told apart. */
export const mostLines = 5;

type Look = { stroke: string; lineWidth: number; lineDash?: number[] };

const first: Look = { stroke: palette.accent, lineWidth: 2.4 };
const looks: Look[] = [
  first,
  { ...first, stroke: palette.plum, lineDash: [8, 4] },
  { ...first, stroke: palette.teal, lineDash: [14, 3, 3, 3] },
  { ...first, stroke: palette.common, lineDash: [2, 3] },
  { ...first, stroke: palette.ochre },
];

/** How one outcome group comes about by days since recording, for each group of a cohort: early or late, and how often. */
export function outcomeCurvesChart(lines: OutcomeCurve[], horizon: number, place: Place): ChartOption {
  const isCompact = insideFrame(place).width < 640;
  const box = inset(place, 10, isCompact ? 12 : 216, 46 + (isCompact ? lines.length * 20 : 0), 44);
  const highest = lines.flatMap(({ upper, shares }) => [upper.at(-1) ?? 0, shares.at(-1) ?? 0]);
  const axis = axisOf({ low: 0, high: Math.max(0.05, ...highest) }, "share");
  const days = readingDays.filter((day) => day <= horizon);
  return chart(place, "columns", [
    {
      box,
      x: dayAxis(horizon, [0, ...days], { color: palette.line, z: 0 }),
      y: valueAxis(axis, "share"),
      series: [
        stops(days.map((day) => [day, axis.high / 2])),
        layer(1, (space) => lines.flatMap((line, index) => bandOf(line, lookOf(index).stroke, space))),
        ...lines.map(curve),
        layer(3, (space) => [
          words("Days since the crime was recorded", box.left, box.top + box.height + 34, quiet),
          ...(isCompact ? namesBelow(lines, space) : namesBeside(lines, space)),
        ]),
      ],
    },
  ]);
}

function lookOf(index: number): Look {
  return looks[index % looks.length] ?? first;
}

function curve({ title, days, shares }: OutcomeCurve, index: number): LineSeriesOption {
  const { stroke, lineWidth, lineDash } = lookOf(index);
  const places = days.map((day, at) => [day, shares[at] ?? "-"]);
  return line(title, places, { color: stroke, width: lineWidth, type: lineDash ?? "solid" });
}

function bandOf({ days, lower, upper }: OutcomeCurve, fill: string, { x, y }: Space): Shape[] {
  const known = unbroken(
    days.map((day, at) => ({ day, low: lower[at] ?? null, high: upper[at] ?? null })),
    ({ low, high }) => low !== null && high !== null,
  );
  return known.map((run) =>
    band(
      run.map(({ day, low, high }) => ({ x: x(day), low: y(low ?? 0), high: y(high ?? 0) })),
      { fill, opacity: 0.12 },
    ),
  );
}

function namesBelow(lines: OutcomeCurve[], { plot }: Space): Shape[] {
  return lines.flatMap(({ title, shares }, index) => {
    const at = plot.top + plot.height + 56 + index * 20;
    const text = `${title}: ${shownValue("share", shares.at(-1) ?? null)}`;
    return [rule(plot.left - 40, plot.left - 14, at, lookOf(index)), words(text, plot.left - 8, at, strong)];
  });
}

/** Each line named where it ends. */
function namesBeside(lines: OutcomeCurve[], { x, y }: Space): Shape[] {
  const ends = lines.map(({ title, days, shares }, index) => ({
    at: y(shares.at(-1) ?? 0),
    left: x(days.at(-1) ?? 0) + 8,
    title,
    share: shownValue("share", shares.at(-1) ?? null),
    look: lookOf(index),
  }));
  return spread(ends, 34).flatMap(({ at, left, title, share, look }) => [
    rule(left, left + 20, at - 8, look),
    words(title, left + 26, at - 8, { ...strong, size: 13, halo: true }),
    words(share, left + 26, at + 8, { ...plain, halo: true }),
  ]);
}
