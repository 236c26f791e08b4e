import { type Direction, type Signal, signalsOf } from "./spc-signals.ts";

/** XmR control limits by statistics.md, one value a month, null if the month is not usable. */

export type SpcOptions = {
  /** Limits of a share are held to 0..1, of a count or duration to 0 and more; null holds nothing. */
  kind: "share" | "count" | "duration" | null;
  /** The places at which a new phase begins. */
  rebaseAt?: number[];
  /** Fix each phase's limits on this many of its first usable months. */
  baselinePoints?: number | null;
  screensRanges?: boolean;
  refusesNearlyConstant?: boolean;
  minimumPoints?: number;
  /** A mean of less has no limits. */
  fewestAMonth?: number;
};

type SpcPoint = { mean: number; lower: number; upper: number; signal: Signal; direction: Direction };
type NoLimits = "too few points" | "rare" | "no consecutive points" | "nearly constant";

type Phase = { from: number; to: number; reason: NoLimits | null };
export type Spc = { points: (SpcPoint | null)[]; phases: Phase[] };

/** Mean, limits, signal and direction of every usable month; no points in a phase without limits, with the reason. */
export function spcOf(values: (number | null)[], options: SpcOptions): Spc {
  const starts = [0, ...(options.rebaseAt ?? []).filter((at) => at > 0 && at < values.length)];
  const points: (SpcPoint | null)[] = [];
  const phases: Phase[] = [];
  starts
    .sort((a, b) => a - b)
    .forEach((from, place) => {
      const to = starts[place + 1] ?? values.length;
      const phase = phaseOf(values.slice(from, to), options);
      phases.push({ from, to, reason: phase.reason });
      points.push(...phase.points);
    });
  return { points, phases };
}

function phaseOf(values: (number | null)[], options: SpcOptions) {
  const none = values.map(() => null);
  const usable = values.filter((value) => value !== null);
  if (usable.length < (options.minimumPoints ?? 12)) {
    return { points: none, reason: "too few points" as const };
  }
  const baseline = firstUsable(values, options.baselinePoints ?? usable.length);
  const mean = meanOf(baseline.filter((value) => value !== null));
  if (mean < (options.fewestAMonth ?? 0)) return { points: none, reason: "rare" as const };
  const ranges = movingRanges(baseline);
  if (ranges.length === 0) return { points: none, reason: "no consecutive points" as const };
  const range = options.screensRanges === false ? meanOf(ranges) : screenedMean(ranges);
  if (options.refusesNearlyConstant !== false && isNearlyConstant(ranges, range)) {
    return { points: none, reason: "nearly constant" as const };
  }
  const signals = signalsOf(values, mean, 2.66 * range);
  const limits = heldTo(options.kind, mean - 2.66 * range, mean + 2.66 * range);
  const points = values.map((value, at): SpcPoint | null => {
    const found = signals[at];
    return value === null || found === undefined ? null : { mean, ...limits, ...found };
  });
  return { points, reason: null };
}

/** The months up to and with the given number of usable ones. */
function firstUsable(values: (number | null)[], count: number): (number | null)[] {
  const first: (number | null)[] = [];
  let found = 0;
  for (const value of values) {
    if (found === count) break;
    if (value !== null) found++;
    first.push(value);
  }
  return first;
}

/** Differences between months next to each other; a missing month gives none on either side. */
function movingRanges(values: (number | null)[]): number[] {
  const ranges: number[] = [];
  for (let at = 1; at < values.length; at++) {
    const before = values[at - 1];
    const value = values[at];
    if (typeof before === "number" && typeof value === "number") ranges.push(Math.abs(value - before));
  }
  return ranges;
}

/** The mean of the ranges below 3.267 times their mean, screened once. */
function screenedMean(ranges: number[]): number {
  const limit = 3.267 * meanOf(ranges);
  const kept = ranges.filter((range) => range < limit);
  return kept.length === 0 ? 0 : meanOf(kept);
}

function isNearlyConstant(ranges: number[], range: number): boolean {
  const zeros = ranges.filter((each) => each === 0).length;
  return range === 0 || zeros * 2 >= ranges.length;
}

function heldTo(kind: SpcOptions["kind"], lower: number, upper: number) {
  if (kind === null) return { lower, upper };
  return { lower: Math.max(0, lower), upper: kind === "share" ? Math.min(1, upper) : upper };
}

function meanOf(values: number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
