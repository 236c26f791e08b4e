import type { Unit } from "../contract/kpi.ts";
import type { Revisions } from "../contract/revisions.ts";
import { formatTick, signedNumber } from "../wording/format.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { palette } from "./palette.ts";
import { type Axis, axisOf } from "./scale.ts";
import { monthTicks } from "./series-layout.ts";
import { rect, ring, rule, type Shape, upright, words } from "./shapes.ts";

/** A month as it was said before and as it is now; `change` null where either is missing. */
export type Revision = { month: string; was: number | null; is: number | null; change: number | null };

/** The months that were said before, each with what it has become. */
export function revisionsOf(months: Revisions["months"]): Revision[] {
  return months.flatMap(({ month, before, after }) => {
    if (!before) return [];
    const [was, is] = [before.value, after?.value ?? null];
    return [{ month, was, is, change: was === null || is === null ? null : is - was }];
  });
}

/** The month whose figure changed most; null where none did. */
export function largestRevision(revisions: Revision[]): (Revision & { change: number }) | null {
  const changed = revisions.filter((one): one is Revision & { change: number } => Boolean(one.change));
  return changed.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))[0] ?? null;
}

export type RevisionsChartInput = { revisions: Revision[]; unit: Unit };

export const revisionsHeight = 330;

/** Each month as it was, hollow, and as it is, filled; below, by how much it changed, on a scale of its own. */
export function revisionsChart({ revisions, unit }: RevisionsChartInput, place: Place): ChartOption {
  const layout = layoutOf(revisions, unit, place);
  return drawing(place, [
    ...(place.cursor === null ? [] : [cursorLine(place.cursor, layout)]),
    ...axes(revisions, unit, layout),
    ...revisions.flatMap((revision, index) => figures(revision, index, layout)),
    ...bars(revisions, unit, layout),
  ]);
}

/** The position of the month under a distance from the chart's left edge; -1 beside the plot. */
export function revisionAt(input: RevisionsChartInput, place: Place, left: number): number {
  const { plot, step } = layoutOf(input.revisions, input.unit, place);
  return left < plot.left || left > plot.left + plot.width ? -1 : Math.floor((left - plot.left) / step);
}

/** How many changes are named in figures: the largest. */
const namedChanges = 6;

type Layout = {
  plot: Box;
  changes: Box;
  step: number;
  axis: Axis;
  most: number;
  x: (index: number) => number;
  y: (value: number) => number;
};

function layoutOf(revisions: Revision[], unit: Unit, place: Place): Layout {
  const room = insideFrame(place);
  const left = room.left + 46;
  const width = Math.max(room.width - 46 - 24, 80);
  const lower = Math.min(76, room.height * 0.24);
  const plot: Box = { left, top: room.top + 26, width, height: Math.max(room.height - lower - 106, 60) };
  const values = revisions.flatMap(({ was, is }) => [was, is]).filter((value) => value !== null);
  const domain = values.length > 0 ? { low: Math.min(...values), high: Math.max(...values) } : null;
  const axis = axisOf(domain, unit);
  const step = width / Math.max(revisions.length, 1);
  return {
    plot,
    changes: { left, top: plot.top + plot.height + 56, width, height: lower },
    step,
    axis,
    most: Math.abs(largestRevision(revisions)?.change ?? 1),
    x: (index) => left + (index + 0.5) * step,
    y: (value) => plot.top + (1 - (value - axis.low) / (axis.high - axis.low)) * plot.height,
  };
}

function axes(revisions: Revision[], unit: Unit, { plot, changes, step, axis, x, y }: Layout): Shape[] {
  const foot = plot.top + plot.height;
  const right = plot.left + plot.width;
  const ticks = Math.round((axis.high - axis.low) / axis.step);
  const { starts, labels } = monthTicks(
    revisions.map(({ month }) => month),
    plot.width,
  );
  return [
    ring(plot.left + 6, plot.top - 14, 3.6),
    words("Then", plot.left + 15, plot.top - 14, { fill: palette.ink2 }),
    dot(plot.left + 62, plot.top - 14),
    words("Now", plot.left + 71, plot.top - 14, { fill: palette.ink2 }),
    ...(axis.isCut
      ? [
          words(`Scale begins at ${formatTick(unit, axis.low)}`, right, plot.top - 14, {
            fill: palette.muted,
            align: "right",
          }),
        ]
      : []),
    ...Array.from({ length: ticks + 1 }, (_, tick) => axis.low + tick * axis.step).flatMap((value) => [
      rule(plot.left, right, y(value), palette.line, 1),
      words(formatTick(unit, value), plot.left - 9, y(value), { fill: palette.muted, align: "right" }),
    ]),
    rule(plot.left, right, foot, palette.lineStrong, 1),
    ...[...starts].map((index) => upright(plot.left + index * step, foot, foot + 5, palette.lineStrong, 1)),
    ...[...labels].map(([index, text]) =>
      words(text, x(index), foot + 16, { fill: palette.ink2, bold: true, align: "center" }),
    ),
    words(
      { share: "Change in points", days: "Change in days", crimes: "Change in crimes" }[unit],
      plot.left,
      changes.top - 16,
      { fill: palette.ink2 },
    ),
    rule(plot.left, right, changes.top + changes.height / 2, palette.lineStrong, 1),
  ];
}

function figures({ was, is }: Revision, index: number, { x, y }: Layout): Shape[] {
  const at = x(index);
  return [
    ...(was === null ? [] : [ring(at, y(was), 3.6)]),
    ...(was === null || is === null || was === is
      ? []
      : [upright(at, Math.min(y(was), y(is)), Math.max(y(was), y(is)), palette.accent, 2)]),
    ...(is === null ? [] : [dot(at, y(is))]),
  ];
}

function bars(revisions: Revision[], unit: Unit, { changes, step, most, x }: Layout): Shape[] {
  const middle = changes.top + changes.height / 2;
  const reach = changes.height / 2 - 14;
  const width = Math.max(2, Math.min(14, step - 2));
  const named = new Set(
    revisions
      .filter(({ change }) => change)
      .toSorted((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))
      .slice(0, namedChanges),
  );
  return revisions.flatMap((revision, index): Shape[] => {
    const { change } = revision;
    if (!change) return [];
    const height = Math.max(1.5, (Math.abs(change) / most) * reach);
    const isUp = change > 0;
    const written = signedNumber(unit, change);
    return [
      rect(x(index) - width / 2, isUp ? middle - height : middle, width, height, palette.accent),
      ...(named.has(revision)
        ? [
            words(written, x(index), isUp ? middle - height - 8 : middle + height + 8, {
              fill: palette.ink,
              align: "center",
              halo: true,
            }),
          ]
        : []),
    ];
  });
}

function cursorLine(index: number, { plot, changes, x }: Layout): Shape {
  return upright(x(index), plot.top, changes.top + changes.height, palette.ink2, 1);
}

function dot(cx: number, cy: number): Shape {
  return { type: "circle", shape: { cx, cy, r: 2.6 }, style: { fill: palette.accent } };
}
