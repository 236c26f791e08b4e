import type { BarSeriesOption } from "echarts/charts";
import { shownValue } from "../wording/format.ts";
import { monthAxis, wholeAxis } from "./axes.ts";
import { namesBelow, namesBeside } from "./band-names.ts";
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
import { drawnGroups, openGroup, outcomeTitle } from "./outcome-groups.ts";
import { palette } from "./palette.ts";
import { hatch, plain, type Shape, words } from "./shapes.ts";

/** One month's crimes by how they ended, each outcome group's share from 0 to 1; null if too few to show. */
export type MixMonth = { month: string; shares: Record<string, number | null>; isJudged: boolean };

/** From the foot of a column up. */
export const stacked = [
  ...drawnGroups.map(({ id, colour }) => ({ id, colour: colour as string })),
  { id: openGroup, colour: palette.open as string },
];

/** Every month's outcome groups stacked to 100 %, the latest month that may be judged named beside them. */
export function mixChart(months: MixMonth[], place: Place): ChartOption {
  const isCompact = insideFrame(place).width < 640;
  const box = inset(place, 10, isCompact ? 12 : 206, isCompact ? 40 + 22 * (stacked.length + 1) : 32, 44);
  const step = box.width / Math.max(months.length, 1);
  const drawn = months.some(isWhole)
    ? [
        ...columns(months, step),
        layer(3, (space) => months.flatMap((month, index) => hatches(month, index, step, space))),
        layer(5, (space) => names(months, isCompact, space)),
      ]
    : [layer(5, nothingShown)];
  return chart(place, "columns", [
    {
      box,
      x: monthAxis(months, box.width),
      y: wholeAxis(),
      series: [stops(months.map((_, index) => [index, 0.5])), ...drawn],
    },
  ]);
}

/** The height in pixels of the columns at a width. A narrow chart needs room for the names below the plot. */
export function mixHeight(width: number): number {
  return width < 640 ? 480 : 380;
}

/** The latest month that may be judged, else the latest; undefined without any that can be drawn. */
export function latestMix(months: MixMonth[]): MixMonth | undefined {
  const drawn = months.filter(isWhole);
  return drawn.findLast(({ isJudged }) => isJudged) ?? drawn.at(-1);
}

/** Whether a month has crimes and none of its outcome groups is hidden: a column with a hole in it would be a wrong column. */
function isWhole({ shares }: MixMonth): boolean {
  const known = Object.values(shares);
  return known.some((share) => share !== null && share > 0) && !known.includes(null);
}

function columns(months: MixMonth[], step: number): BarSeriesOption[] {
  return stacked.map(({ id, colour }) => ({
    type: "bar",
    name: outcomeTitle(id),
    stack: "groups",
    data: months.map((month) => (isWhole(month) ? month.shares[id] || null : null)),
    barCategoryGap: "0%",
    itemStyle: { color: colour, borderColor: palette.paper, borderWidth: seamOf(step) },
    z: 2,
  }));
}

/** The width of the line around each part of a column, so that the split shows in greyscale too. */
function seamOf(step: number): number {
  return Math.min(1, step / 10);
}

/** Over what is still open, and over the whole of a month that is not judged. */
function hatches(month: MixMonth, index: number, step: number, { plot, x, y }: Space): Shape[] {
  if (!isWhole(month)) return [];
  const seam = seamOf(step);
  const column = { ...plot, left: x(index) - step / 2 + seam, width: step - 2 * seam };
  const open = month.shares[openGroup] ?? 0;
  return [
    ...(open > 0 ? hatch({ ...column, height: y(1 - open) - plot.top }, palette.openHatch, 0) : []),
    ...(month.isJudged ? [] : hatch(column, palette.hatch, 0.5)),
  ];
}

function nothingShown({ plot }: Space): Shape[] {
  const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
  const reason = "Some endings are too few to show, so they cannot be stacked: see the table";
  return [words(reason, middle.x, middle.y, { ...plain, align: "center", width: plot.width })];
}

/** Each outcome group named beside the columns with its share; on a narrow chart below them. */
function names(months: MixMonth[], isCompact: boolean, { plot, y }: Space): Shape[] {
  const shares = latestMix(months)?.shares ?? {};
  let below = 0;
  const named = stacked.flatMap(({ id, colour }) => {
    const share = shares[id] ?? 0;
    const middle = y(below + share / 2);
    below += share;
    return share > 0 ? [{ title: outcomeTitle(id), said: shownValue("share", share), colour, middle }] : [];
  });
  return isCompact
    ? namesBelow(named.toReversed(), plot.left - 40, plot.top + plot.height + 46)
    : namesBeside(named, plot.left + plot.width, plot);
}
