import { addMonths } from "../wording/months.ts";
import type { Box } from "./drawing.ts";
import { type Axis, axisOf, type Domain, domainOf } from "./scale.ts";
import type { SeriesChartInput } from "./series-input.ts";

/** Where everything stands, in pixels. All sizes follow from the chart's own width and height. */
export type SeriesLayout = {
  plot: Box;
  strip: Box | null;
  stripTop: number;
  axis: Axis;
  /** Too narrow for labels beside the plot: they stand inside it. */
  isCompact: boolean;
  /** Rows above the plot in which events are named. */
  eventRows: number;
  x: (index: number) => number;
  y: (value: number) => number;
};

export function layoutOf(input: SeriesChartInput): SeriesLayout {
  const { points, limits, target, annotations, recorded, kpi, width, height, frame } = input;
  const isCompact = width < 640;
  const side = frame ? 24 : 0;
  const head = frame ? 76 : 0;
  const foot = frame ? 50 : 0;
  const left = 46 + side;
  const right = (isCompact ? 10 : 132) + side;
  const eventRows = isCompact ? 0 : input.isPrinted ? Math.min(annotations.length, 1) : annotations.length;
  const top = 46 + head + 17 * eventRows;
  const under = isCompact ? 65 : 48;
  const strip = recorded ? 106 : 0;
  const plot: Box = {
    left,
    top,
    width: Math.max(width - left - right, 40),
    height: Math.max(height - top - foot - under - strip, 60),
  };
  const axis = axisOf(withRoomForRun(domainOf(points, limits, target, input.isPrinted), input), kpi.unit);
  const step = plot.width / Math.max(points.length, 1);
  return {
    plot,
    strip: recorded ? { ...plot, top: plot.top + plot.height + under + 36, height: 58 } : null,
    stripTop: Math.max(1, ...(recorded ?? []).map(({ value }) => value ?? 0)),
    axis,
    isCompact,
    eventRows,
    x: (index) => plot.left + (index + 0.5) * step,
    y: (value) => plot.top + ((axis.high - value) / (axis.high - axis.low)) * plot.height,
  };
}

/** Leaves room beyond a run for the bracket that names it. */
function withRoomForRun(domain: Domain | null, { verdict }: SeriesChartInput): Domain | null {
  if (!domain || !verdict?.since || !verdict.direction) return domain;
  const room = (domain.high - domain.low) * 0.16;
  return verdict.direction === "up"
    ? { ...domain, high: domain.high + room }
    : { ...domain, low: Math.max(0, domain.low - room) };
}

/** The position of the month that lies at a distance from the chart's left edge; -1 beside the plot. */
export function monthAt({ plot, x }: SeriesLayout, left: number): number {
  const step = x(1) - x(0);
  return left < plot.left || left > plot.left + plot.width ? -1 : Math.floor((left - plot.left) / step);
}

/** The years under a long run of months, or the months themselves under a short one, by position. */
export function monthTicks(
  months: string[],
  width: number,
): { starts: Set<number>; labels: Map<number, string> } {
  const every = [...months.keys()];
  if (months.length <= 18) {
    const stride = Math.max(1, Math.ceil((months.length * 62) / width));
    const shown = every.filter((index) => (months.length - 1 - index) % stride === 0);
    return {
      starts: new Set(every),
      labels: new Map(shown.map((index) => [index, shortMonth(months[index] ?? "", index === shown[0])])),
    };
  }
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  const labels = new Map(
    years
      .map((year) => ({ year, held: every.filter((index) => months[index]?.startsWith(year)) }))
      .filter(({ held }) => (held.length * width) / months.length > 34)
      .map(({ year, held }) => [held[Math.floor((held.length - 1) / 2)] ?? 0, year] as const),
  );
  return { starts: new Set(every.filter((index) => months[index]?.endsWith("-01"))), labels };
}

function shortMonth(month: string, isFirst: boolean): string {
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const name = names[Number(month.slice(5)) - 1] ?? "";
  return !isFirst && addMonths(month, -1).slice(0, 4) === month.slice(0, 4)
    ? name
    : `${name} ${month.slice(0, 4)}`;
}
