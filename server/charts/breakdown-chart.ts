import type { BreakdownGroup, BreakdownRow } from "../contract/breakdown.ts";
import type { Kpi } from "../contract/kpi.ts";
import { formatNumber, formatValue, shownCount, signedChange, signedNumber } from "../wording/format.ts";
import { fewestToJudge } from "../wording/judging.ts";
import { bareAxis, placeAxis, rowAxis, valueAxis } from "./axes.ts";
import {
  type ChartOption,
  chart,
  insideFrame,
  layer,
  type Place,
  type Plot,
  rowStops,
  type Space,
} from "./drawing.ts";
import { palette } from "./palette.ts";
import { type Axis, axisOf } from "./scale.ts";
import { dots, labels } from "./series.ts";
import { type Box, plain, quiet, rect, type Shape, strong, upright, words } from "./shapes.ts";

export type BreakdownChartInput = {
  kpi: Kpi;
  whole: BreakdownRow;
  /** With their names, the largest first. */
  groups: (BreakdownGroup & { title: string })[];
  /** “12 months to Apr 2026”, and the same of the period before if there is one. */
  period: string;
  before: string | null;
  /** “Force”, or the name of the whole with these filters. */
  wholeTitle: string;
};

const rowHeight = 34;
const head = 46;
const foot = 44;

/** On a narrow chart each row is taller by twice this, its name above its middle and its dot below. */
const shift = 9;

/** Each group as a dot with its interval, the period before as a tick, the whole as a line; beside them what each did to
 * the change of the whole. By size, never by performance. */
export function breakdownChart(input: BreakdownChartInput, place: Place): ChartOption {
  const { groups, kpi } = input;
  const layout = layoutOf(input, place);
  const { rows, isCompact, names, plot, bars } = layout;
  const now = placesOf(groups, ({ value }) => value);
  const before = placesOf(groups, ({ compared }) => compared?.value);
  return chart(place, "rows", [
    {
      box: rows,
      x: bareAxis(),
      y: rowAxis(groups, names, isCompact),
      series: [rowStops(groups.length), layer(3, () => heads(input, layout))],
    },
    {
      box: plot,
      x: valueAxis(axisFor(input), kpi.unit),
      y: placeAxis(groups.length, true),
      series: [
        layer(1, (space) => [...wholeLine(input, rows, space), ...intervals(groups, space)]),
        { ...dots("before", before, [2, 14], palette.ink2), symbol: "rect" },
        dots("now", now, 11, palette.accent),
        layer(4, ({ y }) => groups.flatMap((group, index) => groupWords(kpi, group, y(index), layout))),
      ],
    },
    ...(bars ? [contributions(input, bars)] : []),
  ]);
}

/** The height in pixels that a breakdown needs at a width: a row for each group. */
export function breakdownHeight({ groups }: BreakdownChartInput, width: number): number {
  return head + foot + groups.length * (width < 640 ? rowHeight + 2 * shift : rowHeight);
}

type Layout = { isCompact: boolean; names: number; rows: Box; plot: Box; bars: Box | null };

function layoutOf({ groups }: BreakdownChartInput, place: Place): Layout {
  const room = insideFrame(place);
  const isCompact = room.width < 640;
  const hasBars = !isCompact && groups.some(({ contribution }) => contribution !== null);
  const beside = isCompact ? 0 : Math.min(room.width * 0.36, 310);
  const barRoom = hasBars ? Math.min(room.width * 0.24, 190) : 0;
  const row = isCompact
    ? rowHeight + 2 * shift
    : Math.min(rowHeight, (room.height - head - foot) / Math.max(groups.length, 1));
  const rows: Box = { ...room, top: room.top + head, height: row * groups.length };
  return {
    isCompact,
    names: isCompact ? room.width - 130 : beside - 102,
    rows,
    plot: {
      ...rows,
      top: rows.top + (isCompact ? shift : 0),
      left: room.left + beside + (isCompact ? 22 : 8),
      width: Math.max(room.width - beside - barRoom - (hasBars ? 96 : isCompact ? 80 : 66), 80),
    },
    bars: hasBars ? { ...rows, left: room.left + room.width - barRoom + 44, width: barRoom - 88 } : null,
  };
}

/** Holds what is judged, with its intervals and the period before. */
function axisFor({ groups, whole, kpi }: BreakdownChartInput): Axis {
  const known = [whole, ...groups]
    .flatMap(({ value, interval, compared, few }) =>
      few ? [] : [value, interval?.lower, interval?.upper, compared?.value],
    )
    .filter((value): value is number => typeof value === "number");
  const domain = known.length > 0 ? { low: Math.min(...known), high: Math.max(...known) } : null;
  return axisOf(domain, kpi.unit);
}

function heads(
  { period, before, kpi, whole }: BreakdownChartInput,
  { rows, plot, bars, isCompact }: Layout,
): Shape[] {
  const spread = { share: ", 95% interval", days: ", median and 95% interval", crimes: "" }[kpi.unit];
  const change = whole.contribution?.total ?? null;
  const title = { ...plain, bold: true };
  const top = rows.top - head;
  const left = isCompact ? rows.left : plot.left;
  const right = rows.left + rows.width;
  const atRight = { ...title, align: "right" as const };
  return [
    ...(isCompact ? [] : [words("Group, largest first", rows.left, top + 8, title)]),
    words(`${period}${spread}`, left, top + 8, title),
    ...(bars && change !== null
      ? [words(`Share of the ${signedChange(kpi.unit, change)} change`, right, top + 8, atRight)]
      : []),
    ...(before === null ? [] : [words(`Tick: ${before}`, left, top + 25, { ...quiet, size: 12 })]),
  ];
}

function wholeLine(
  { whole, wholeTitle, kpi }: BreakdownChartInput,
  { top, height }: Box,
  { plot, x }: Space,
): Shape[] {
  if (whole.value === null || kpi.unit === "crimes") return [];
  const text = `${wholeTitle} ${formatValue(kpi.unit, whole.value, kpi.words)}`;
  return [
    upright(x(whole.value), top - 6, plot.top + plot.height, palette.ink2, 1.5),
    words(text, x(whole.value), top + height + 33, { ...strong, align: "center" }),
  ];
}

function intervals(groups: BreakdownChartInput["groups"], { x, y }: Space): Shape[] {
  return groups.flatMap(({ interval, value, few }, index) => {
    if (!interval || value === null || few) return [];
    const width = Math.max(1, x(interval.upper) - x(interval.lower));
    return [rect(x(interval.lower), y(index) - 1.75, width, 3.5, palette.volume)];
  });
}

/** Where a value of each group lies, for those that are large enough to be judged. */
function placesOf(
  groups: BreakdownChartInput["groups"],
  read: (group: BreakdownGroup) => number | null | undefined,
) {
  return groups.map((group, index) => [
    group.few || group.value === null ? "-" : (read(group) ?? "-"),
    index,
  ]);
}

function groupWords(
  kpi: Kpi,
  group: BreakdownChartInput["groups"][number],
  middle: number,
  { isCompact, rows, plot }: Layout,
): Shape[] {
  const value = group.suppressed ? "[c]" : formatNumber(kpi.unit, group.value);
  const [right, up] = isCompact ? [rows.left + rows.width, 26] : [plot.left - 14, 0];
  const few = group.few && !group.suppressed ? `fewer than ${fewestToJudge}: not judged` : "";
  return [
    words(countsOf(kpi, group), right, middle - up, { ...plain, align: "right" }),
    words(few, plot.left, middle, { ...quiet, size: 12, halo: true }),
    words(value, plot.left + plot.width + 48, middle, { ...strong, align: "right", size: 13 }),
  ];
}

/** What each group did to the change of the whole, on its own scale. */
function contributions({ groups, kpi }: BreakdownChartInput, box: Box): Plot {
  const totals = groups.map(({ contribution }) => contribution?.total ?? null);
  const known = [0, ...totals.filter((total) => total !== null)];
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(highest - lowest, Math.max(...known.map(Math.abs), 1e-9) * 0.5);
  return {
    box,
    x: bareAxis(lowest, lowest + span),
    y: placeAxis(groups.length, true),
    series: [
      {
        type: "bar",
        name: "part of the change",
        data: totals.map((total) => ({
          value: total,
          label: { position: (total ?? 0) < 0 ? "left" : "right" },
        })),
        barWidth: 14,
        barMinHeight: 1,
        itemStyle: { color: "#40597b" },
        label: labels(palette.ink2, (index) => signedNumber(kpi.unit, totals[index] ?? 0)),
        z: 2,
      },
      layer(3, ({ x, plot }) => [upright(x(0), plot.top, plot.top + plot.height, palette.lineStrong, 1)]),
    ],
  };
}

function countsOf(kpi: Kpi, { numerator, denominator, suppressed }: BreakdownGroup): string {
  if (suppressed) return "[c]";
  if (kpi.unit === "share") return `${shownCount(numerator)} of ${shownCount(denominator)}`;
  return kpi.unit === "days" ? shownCount(denominator) : "";
}
