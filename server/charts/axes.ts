import type { Unit } from "../contract/kpi.ts";
import { formatMonth, formatTick } from "../wording/format.ts";
import { palette } from "./palette.ts";
import type { Axis, Domain } from "./scale.ts";
import { inTwoLines } from "./shapes.ts";

/** The axes of ECharts as all charts have them: what they count is written as the product writes it. */

const off = { show: false };
const strong = { show: true, lineStyle: { color: palette.lineStrong } };
const thin = { lineStyle: { color: palette.line, width: 1 } };
const quiet = { color: palette.muted, fontSize: 12.5, margin: 9 };
const bold = { ...quiet, color: palette.ink2, fontWeight: 600 as const };

/** Values with a line across the plot at each step; if no step is given, at the steps that ECharts finds. */
export function valueAxis({ low, high, step }: Pick<Axis, "low" | "high"> & Partial<Axis>, unit: Unit) {
  return {
    type: "value" as const,
    min: low,
    max: high,
    ...(step !== undefined && { interval: step }),
    axisLabel: { ...quiet, hideOverlap: true, formatter: (value: number) => formatTick(unit, value) },
    axisLine: off,
    axisTick: off,
    splitLine: thin,
  };
}

/** Shares of a whole, from nothing to all of it; no lines, since the plot is full. */
export function wholeAxis() {
  const axis = valueAxis({ low: 0, high: 1, step: 0.25 }, "share");
  const formatter = (share: number) => `${share * 100}${share === 1 ? "%" : ""}`;
  return { ...axis, axisLabel: { ...axis.axisLabel, formatter }, splitLine: off };
}

/** Days since recording, marked and named where shares are read off. */
export function dayAxis(horizon: number, days: number[], line: { color: string; z: number }) {
  return {
    type: "value" as const,
    min: 0,
    max: horizon,
    z: line.z,
    axisLabel: { ...bold, customValues: days, hideOverlap: true, showMinLabel: true },
    axisLine: { onZero: false, ...strong },
    axisTick: { customValues: days, length: 5, ...strong },
    splitLine: { lineStyle: { color: line.color, width: 1 } },
  };
}

/** Months side by side, named by year or, if they are few, each with its own name. */
export function monthAxis(points: { month: string }[], width: number) {
  const months = points.map(({ month }) => month);
  const { starts, labels } = monthTicks(months, width);
  return {
    type: "category" as const,
    data: months,
    axisLine: { onZero: false, ...strong },
    axisTick: { ...strong, length: 5, interval: (index: number) => starts.has(index) },
    axisLabel: {
      ...bold,
      interval: (index: number) => labels.has(index),
      formatter: (_: string, index: number) => labels.get(index) ?? "",
      hideOverlap: false,
    },
  };
}

/** Numbers from 0 up at the steps that ECharts finds, along the foot of a plot. */
export function countAxis(high: number) {
  const axis = valueAxis({ low: 0, high }, "crimes");
  return {
    ...axis,
    axisLabel: { ...axis.axisLabel, showMaxLabel: false },
    axisLine: { onZero: false, ...strong },
    splitLine: off,
  };
}

/** The first and the last month alone, for a small chart. */
export function monthEnds(points: { month: string }[]) {
  return {
    type: "category" as const,
    data: points.map(({ month }) => month),
    axisLine: { onZero: false, ...thin },
    axisTick: off,
    axisLabel: {
      ...quiet,
      fontSize: 12,
      interval: (index: number) => index === 0 || index === points.length - 1,
      formatter: (month: string) => formatMonth(month),
      alignMinLabel: "left" as const,
      alignMaxLabel: "right" as const,
      hideOverlap: false,
    },
  };
}

/** The lowest and the highest judged value alone, with a little room beyond both. */
export function valueEnds(domain: Domain | null, unit: Unit) {
  const { low, high } = domain ?? { low: 0, high: 1 };
  const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  const axis = valueAxis({ low: low - room, high: high + room }, unit);
  const customValues = domain ? [...new Set([low, high])] : [];
  return {
    ...axis,
    axisTick: { customValues, length: 4, ...strong },
    axisLabel: { ...axis.axisLabel, customValues, fontSize: 12 },
    splitLine: off,
  };
}

/** Rows under each other, parted by lines, each with its name at the left edge of the plot, beside what is drawn or above it. */
export function rowAxis(rows: { title: string }[], width: number, isAbove = false) {
  return {
    type: "category" as const,
    inverse: true,
    data: rows.map(({ title }) => title),
    z: 2,
    axisLine: off,
    axisTick: off,
    splitLine: { ...thin, show: true, showMinLine: false },
    axisLabel: {
      ...bold,
      color: palette.ink,
      inside: true,
      margin: 8,
      interval: 0,
      hideOverlap: false,
      fontSize: 13,
      lineHeight: 15,
      width,
      textBorderColor: palette.paper,
      textBorderWidth: 3,
      ...(isAbove
        ? { verticalAlign: "bottom" as const, padding: [0, 0, 7, 0], overflow: "truncate" as const }
        : { overflow: "break" as const, formatter: (name: string) => inTwoLines(name, width / 13) }),
    },
  };
}

/** Places in a row without marks, from the top down if `inverse`. */
export function placeAxis(count: number, inverse = false) {
  return { type: "category" as const, data: [...Array(count).keys()], inverse, show: false };
}

/** A span without marks, on which only other series are placed. */
export function bareAxis(min = 0, max = 1) {
  return { type: "value" as const, min, max, show: false };
}

/** The years under a long run of months, or the months themselves under a short one, by position. */
function monthTicks(months: string[], width: number): { starts: Set<number>; labels: Map<number, string> } {
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
  const named = formatMonth(month);
  return isFirst || month.endsWith("-01") ? named : named.slice(0, 3);
}
