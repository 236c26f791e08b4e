import type { SmallNumberRule } from "./view.ts";

/** What a count is of: one month, or more than that. Stocks and totals overlap with months and with each other.
 * Their differences would give away what one rounding hides, so they are rounded more coarsely. */
export type Extent = "month" | "total";

/** Rounds a released count; null if it is hidden. A coarse rounding starts from the rounding of a month, because the same count may
 * also be shown as a month, and two independent roundings would tell more than one. */
export function roundReleased(
  count: number,
  rule: SmallNumberRule,
  extent: Extent,
  isGroup: boolean,
): number | null {
  const { hideUnder, fine, step } = limitsOf(rule, extent, isGroup);
  return count < hideUnder ? null : roundTo(roundTo(count, fine), step);
}

/** Says to what step released counts are rounded, and under which size they are hidden. Parts and their whole are both shown.
 * With 10 to 12 as 10, hidden parts would have no room where several lie at the top of what they may be: two of 9 in a whole of
 * 18, or 9, 9 and 3 beside a 12 in a whole of 33. So no count is shown by a figure that also stands for counts under the limit,
 * and the months of a group are rounded twice as coarsely as those of the whole. What is hidden in one month is hidden over more
 * of them too: with 58 to 62 recorded in the first month and 30 to 49 still open at its end, a hidden count of up to 9 closed in
 * it could only be 9. */
export function limitsOf(
  { hide_under, round_to, round_totals_to }: SmallNumberRule,
  extent: Extent,
  isGroup: boolean,
): { hideUnder: number; fine: number; step: number } {
  const fine = isGroup ? Math.min(round_to * 2, round_totals_to) : round_to;
  const step = extent === "month" ? fine : round_totals_to;
  const hideUnder = Math.max(fewestShown(hide_under, fine), fewestShown(hide_under, step));
  return { hideUnder, fine, step };
}

/** The nearest multiple of a step. */
export function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}

/** The smallest count whose rounded figure stands for no count under the limit. */
function fewestShown(limit: number, step: number): number {
  const half = Math.floor(step / 2);
  return Math.ceil((limit + half) / step) * step - half;
}
