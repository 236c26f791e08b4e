import type { Signal } from "./spc-signals.ts";
import { signalsOf } from "./spc-signals.ts";

type Month = { numerator: number; denominator: number } | null;
type PrimePoint = { mean: number; lower: number; upper: number; signal: Signal };

/**
 * Laney's p′ chart (2002): each month's share less the overall one, in binomial standard deviations of that month's size;
 * limits are three of those deviations times the mean moving range of these over 1.128 (screened once at 3.267 of it).
 */
export function pPrimeOf(months: Month[]): (PrimePoint | null)[] {
  const whole = months.filter((month) => month !== null);
  const sum = (pick: (month: { numerator: number; denominator: number }) => number) =>
    whole.reduce((total, month) => total + pick(month), 0);
  const mean = sum(({ numerator }) => numerator) / sum(({ denominator }) => denominator);
  const deviation = (size: number) => Math.sqrt((mean * (1 - mean)) / size);
  const standard = months.map((month) =>
    month === null ? null : (month.numerator / month.denominator - mean) / deviation(month.denominator),
  );
  const ranges = standard.flatMap((value, at) => {
    const before = standard[at - 1];
    return typeof value === "number" && typeof before === "number" ? [Math.abs(value - before)] : [];
  });
  const kept = ranges.filter((range) => range < 3.267 * average(ranges));
  const reach = (3 * average(kept)) / 1.128;
  const shares = months.map((month) => (month === null ? null : month.numerator / month.denominator));
  const byStandard = signalsOf(standard, 0, reach);
  const byShare = signalsOf(shares, mean, 10);
  return months.map((month, at) => {
    if (month === null) return null;
    const signal = byStandard[at]?.signal ?? "none";
    const isTrend = byShare[at]?.signal === "trend";
    return {
      mean,
      lower: Math.max(0, mean - reach * deviation(month.denominator)),
      upper: Math.min(1, mean + reach * deviation(month.denominator)),
      signal: signal !== "outside" && isTrend ? "trend" : signal === "trend" ? "none" : signal,
    };
  });
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
