import type { BreakdownGroup, BreakdownRow } from "../contract/breakdown.ts";
import type { Kpi } from "../contract/kpi.ts";
import {
  formatNumber,
  formatTick,
  formatValue,
  shownCount,
  signedChange,
  signedNumber,
} from "../wording/format.ts";
import { fewestToJudge } from "../wording/judging.ts";
import { type Box, type ChartOption, drawing, insideFrame, type Place } from "./drawing.ts";
import { palette } from "./palette.ts";
import { type Axis, axisOf } from "./scale.ts";
import { rect, ring, rule, type Shape, upright, words } from "./shapes.ts";

export type BreakdownChartInput = {
  kpi: Kpi;
  whole: BreakdownRow;
  /** With their names, the largest first. */
  groups: (BreakdownGroup & { title: string })[];
  /** “12 months to Apr 2026”, and the same of the period before where there is one. */
  period: string;
  before: string | null;
  /** “Force”, or whatever the whole is with these filters. */
  wholeTitle: string;
};

const rowHeight = 34;
const head = 46;
const foot = 44;

/** Each group as a dot with its interval, the period before as a tick, the whole as a line; beside them what each did to
 * the change of the whole. By size, never by performance. */
export function breakdownChart(input: BreakdownChartInput, place: Place): ChartOption {
  const layout = layoutOf(input, place);
  return drawing(place, [
    ...heads(input, layout),
    ...axisShapes(input, layout),
    ...input.groups.flatMap((group, index) => groupShapes(input, group, index, layout, place.cursor)),
  ]);
}

export function breakdownHeight({ groups }: BreakdownChartInput, width: number): number {
  return head + foot + groups.length * (width < 640 ? rowHeight + 18 : rowHeight);
}

export function groupUnder(input: BreakdownChartInput, place: Place, top: number): number {
  const { rows, row } = layoutOf(input, place);
  return top < rows ? -1 : Math.floor((top - rows) / row);
}

type Layout = {
  isCompact: boolean;
  room: Box;
  rows: number;
  row: number;
  plot: { left: number; width: number };
  bars: { left: number; width: number } | null;
  axis: Axis;
  x: (value: number) => number;
  bar: (value: number) => number;
};

function layoutOf({ groups, whole, kpi }: BreakdownChartInput, place: Place): Layout {
  const room = insideFrame(place);
  const isCompact = room.width < 640;
  const hasBars = !isCompact && groups.some(({ contribution }) => contribution !== null);
  const names = isCompact ? 0 : Math.min(room.width * 0.36, 310);
  const barRoom = hasBars ? Math.min(room.width * 0.24, 190) : 0;
  const plot = {
    left: room.left + names + (isCompact ? 22 : 8),
    width: Math.max(room.width - names - barRoom - (hasBars ? 96 : isCompact ? 80 : 66), 80),
  };
  const values = [whole, ...groups].flatMap(({ value, interval, compared, few }) =>
    few ? [] : [value, interval?.lower, interval?.upper, compared?.value],
  );
  const known = values.filter((value): value is number => typeof value === "number");
  const axis = axisOf(
    known.length > 0 ? { low: Math.min(...known), high: Math.max(...known) } : null,
    kpi.unit,
  );
  const totals = groups.flatMap(({ contribution }) => (contribution ? [contribution.total] : []));
  const reach = Math.max(...totals.map(Math.abs), 1e-9);
  const [lowest, highest] = [Math.min(0, ...totals), Math.max(0, ...totals)];
  const bars = hasBars ? { left: room.left + room.width - barRoom, width: barRoom } : null;
  const span = Math.max(highest - lowest, reach * 0.5);
  return {
    isCompact,
    room,
    rows: room.top + head,
    row: isCompact
      ? rowHeight + 18
      : Math.min(rowHeight, (room.height - head - foot) / Math.max(groups.length, 1)),
    plot,
    bars,
    axis,
    x: (value) => plot.left + ((value - axis.low) / (axis.high - axis.low)) * plot.width,
    bar: (value) => (bars ? bars.left + 44 + ((value - lowest) / span) * (bars.width - 88) : 0),
  };
}

function heads(
  { period, before, kpi, whole }: BreakdownChartInput,
  { room, plot, bars, isCompact }: Layout,
): Shape[] {
  const spread = { share: ", 95% interval", days: ", median and 95% interval", crimes: "" }[kpi.unit];
  const change = whole.contribution?.total ?? null;
  const title = { fill: palette.ink2, bold: true, size: 12.5 };
  return [
    ...(isCompact ? [] : [words("Group, largest first", room.left, room.top + 8, title)]),
    words(`${period}${spread}`, isCompact ? room.left : plot.left, room.top + 8, title),
    ...(bars && change !== null
      ? [
          words(
            `Share of the ${signedChange(kpi.unit, change)} change`,
            room.left + room.width,
            room.top + 8,
            { ...title, align: "right" },
          ),
        ]
      : []),
    ...(before === null
      ? []
      : [
          words(`Tick: ${before}`, isCompact ? room.left : plot.left, room.top + 25, {
            fill: palette.muted,
            size: 12,
          }),
        ]),
  ];
}

function groupShapes(
  { kpi }: BreakdownChartInput,
  group: BreakdownChartInput["groups"][number],
  index: number,
  layout: Layout,
  cursor: number | null,
): Shape[] {
  const { room, row, rows, isCompact, plot, bars, x, bar } = layout;
  const top = rows + index * row;
  const middle = isCompact ? top + row - 14 : top + row / 2;
  const nameAt = isCompact ? top + 12 : middle;
  const value = group.suppressed ? "[c]" : formatNumber(kpi.unit, group.value);
  const counts = countsOf(kpi, group);
  const nameRoom = isCompact ? room.width - 130 : plot.left - room.left - 110;
  const total = group.contribution?.total ?? null;
  return [
    ...(index > 0 ? [rule(room.left, room.left + room.width, top, palette.line, 1)] : []),
    ...(cursor === index ? [rect(room.left, top + 1, 3, row - 2, palette.ink)] : []),
    words(group.title, room.left + 8, nameAt, {
      fill: palette.ink,
      bold: true,
      size: 13,
      width: nameRoom,
      wraps: !isCompact,
      halo: isCompact,
    }),
    words(counts, isCompact ? room.left + room.width : plot.left - 14, nameAt, {
      fill: palette.ink2,
      align: "right",
      size: 12.5,
    }),
    ...(group.value === null || group.few ? [] : dot(group, middle, x, plot, cursor === index)),
    ...(group.few && !group.suppressed
      ? [
          words(`fewer than ${fewestToJudge}: not judged`, plot.left, middle, {
            fill: palette.muted,
            size: 12,
          }),
        ]
      : []),
    words(value, plot.left + plot.width + 48, middle, {
      fill: palette.ink,
      bold: true,
      align: "right",
      size: 13,
    }),
    ...(bars && total !== null
      ? [
          rect(
            Math.min(bar(0), bar(total)),
            middle - 7,
            Math.max(1, Math.abs(bar(total) - bar(0))),
            14,
            "#40597b",
          ),
          words(signedNumber(kpi.unit, total), total < 0 ? bar(total) - 6 : bar(total) + 6, middle, {
            fill: palette.ink2,
            align: total < 0 ? "right" : "left",
            size: 12.5,
          }),
        ]
      : []),
  ];
}

function dot(
  { value, interval, compared }: BreakdownGroup,
  middle: number,
  x: (value: number) => number,
  plot: Layout["plot"],
  isMarked: boolean,
): Shape[] {
  if (value === null) return [];
  const within = (at: number) => Math.min(plot.left + plot.width, Math.max(plot.left, at));
  const before = compared?.value ?? null;
  return [
    ...(interval
      ? [
          rect(
            within(x(interval.lower)),
            middle - 1.75,
            Math.max(1, within(x(interval.upper)) - within(x(interval.lower))),
            3.5,
            palette.volume,
          ),
        ]
      : []),
    ...(before === null ? [] : [rect(within(x(before)) - 1, middle - 7, 2, 14, palette.ink2)]),
    { type: "circle", shape: { cx: within(x(value)), cy: middle, r: 5.5 }, style: { fill: palette.accent } },
    ...(isMarked ? [ring(within(x(value)), middle, 9)] : []),
  ];
}

function axisShapes({ kpi, whole, groups, wholeTitle }: BreakdownChartInput, layout: Layout): Shape[] {
  const { axis, x, rows, row, plot, bars, bar } = layout;
  const bottom = rows + groups.length * row;
  const ticks: number[] = [];
  for (let value = axis.low; value <= axis.high + axis.step / 1000; value += axis.step) ticks.push(value);
  const every = Math.ceil((ticks.length * 46) / plot.width);
  const centre = whole.value;
  return [
    ...ticks.map((value) => upright(x(value), rows, bottom, palette.line, 1)),
    ...ticks
      .filter((_, index) => index % every === 0)
      .map((value) =>
        words(formatTick(kpi.unit, value), x(value), bottom + 13, { fill: palette.muted, align: "center" }),
      ),
    ...(centre === null || kpi.unit === "crimes"
      ? []
      : [
          upright(x(centre), rows - 6, bottom, palette.ink2, 1.5),
          words(`${wholeTitle} ${formatValue(kpi.unit, centre)}`, x(centre), bottom + 31, {
            fill: palette.ink,
            bold: true,
            align: "center",
          }),
        ]),
    ...(bars ? [upright(bar(0), rows, bottom, palette.lineStrong, 1)] : []),
  ];
}

function countsOf(kpi: Kpi, { numerator, denominator, suppressed }: BreakdownGroup): string {
  if (suppressed) return "[c]";
  if (kpi.unit === "share") return `${shownCount(numerator)} of ${shownCount(denominator)}`;
  return kpi.unit === "days" ? shownCount(denominator) : "";
}
