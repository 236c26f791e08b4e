import type { BarSeriesOption } from "echarts/charts";
import type { Unit } from "../contract/kpi.ts";
import type { Revisions } from "../contract/revisions.ts";
import { formatTick, signedNumber, type Words } from "../wording/format.ts";
import { bareAxis, monthAxis, valueAxis } from "./axes.ts";
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
import { palette } from "./palette.ts";
import { type Axis, axisOf } from "./scale.ts";
import { dots, labels } from "./series.ts";
import { type Box, plain, quiet, ring, type Shape, upright, words } from "./shapes.ts";

/** A month as it was said before and as it is now; `change` null if either is missing. */
export type Revision = { month: string; was: number | null; is: number | null; change: number | null };

/** The months that were said before, each with what it has become. */
export function revisionsOf(months: Revisions["months"]): Revision[] {
  return months.flatMap(({ month, before, after }) => {
    if (!before) return [];
    const [was, is] = [before.value, after?.value ?? null];
    return [{ month, was, is, change: was === null || is === null ? null : is - was }];
  });
}

/** The month whose figure changed most; null if none did. */
export function largestRevision(revisions: Revision[]): (Revision & { change: number }) | null {
  const changed = revisions.filter((one): one is Revision & { change: number } => Boolean(one.change));
  return changed.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))[0] ?? null;
}

export type RevisionsChartInput = { revisions: Revision[]; unit: Unit; of: Words };

export const revisionsHeight = 330;

/** Each month as it was, hollow, and as it is, filled; below, by how much it changed, on its own scale. */
export function revisionsChart({ revisions, unit, of }: RevisionsChartInput, place: Place): ChartOption {
  const lower = Math.min(76, insideFrame(place).height * 0.24);
  const box = inset(place, 26, 24, lower + 80, 46);
  const values = revisions.flatMap(({ was, is }) => [was, is]).filter((value) => value !== null);
  const domain = values.length > 0 ? { low: Math.min(...values), high: Math.max(...values) } : null;
  const axis = axisOf(domain, unit);
  const months = monthAxis(revisions, box.width);
  const most = Math.abs(largestRevision(revisions)?.change ?? 1) * 1.45;
  const off = { show: false };
  return chart(place, "columns", [
    {
      box,
      x: months,
      y: valueAxis(axis, unit),
      series: [
        stops(revisions.map(({ was, is }, index) => [index, is ?? was ?? axis.low])),
        layer(2, (space) => moves(revisions, space)),
        { ...dots("then", placesOf(revisions, "was"), 7.2, "transparent"), ...hollow },
        dots("now", placesOf(revisions, "is"), 5.2, palette.accent),
        layer(4, ({ plot }) => key(axis, unit, plot)),
      ],
    },
    {
      box: { ...box, top: box.top + box.height + 56, height: lower },
      x: { ...months, axisLine: { ...months.axisLine, onZero: true }, axisTick: off, axisLabel: off },
      y: bareAxis(-most, most),
      series: [
        changes(revisions, unit),
        layer(4, ({ plot }) => [
          words(`Change in ${counted[unit] ?? of.many}`, plot.left, plot.top - 16, plain),
        ]),
      ],
      isLinked: true,
    },
  ]);
}

const counted = { share: "points", days: "days", crimes: null };

function moves(revisions: Revision[], { x, y }: Space): Shape[] {
  return revisions.flatMap(({ was, is }, index) =>
    was === null || is === null || was === is ? [] : [upright(x(index), y(was), y(is), palette.accent, 2)],
  );
}

const hollow = { itemStyle: { color: "transparent", borderColor: palette.ink2, borderWidth: 1.5 } };

function placesOf(revisions: Revision[], key: "was" | "is") {
  return revisions.map((one, index) => [index, one[key] ?? "-"]);
}

/** What the two kinds of dots are, and where a scale that does not begin at 0 begins. */
function key(axis: Axis, unit: Unit, { left, top, width }: Box): Shape[] {
  const at = top - 14;
  const cut = axis.isCut ? `Scale begins at ${formatTick(unit, axis.low)}` : "";
  return [
    ring(left + 6, at, 3.6),
    words("Then", left + 15, at, plain),
    { type: "circle", shape: { cx: left + 62, cy: at, r: 2.6 }, style: { fill: palette.accent } },
    words("Now", left + 71, at, plain),
    words(cut, left + width, at, { ...quiet, align: "right" }),
  ];
}

/** How many changes are named in figures: the largest. */
const namedChanges = 6;

function changes(revisions: Revision[], unit: Unit): BarSeriesOption {
  const named = new Set(
    revisions
      .filter(({ change }) => change)
      .toSorted((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))
      .slice(0, namedChanges),
  );
  return {
    type: "bar",
    name: "change",
    data: revisions.map((one) => ({
      value: one.change || null,
      label: { show: named.has(one), position: (one.change ?? 0) < 0 ? "bottom" : "top" },
    })),
    barMaxWidth: 14,
    barMinHeight: 1.5,
    itemStyle: { color: palette.accent },
    label: {
      ...labels(palette.ink, (index) => signedNumber(unit, revisions[index]?.change ?? 0)),
      distance: 3,
    },
    z: 3,
  };
}
