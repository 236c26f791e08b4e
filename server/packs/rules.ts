import { limitsOf } from "../disclosure/rounding.ts";
import type { View } from "../disclosure/view.ts";

/** The rules that a pack's figures follow, in the words that every page carries. A change of a rule changes its words, so
 * that a frozen pack tells by which it was made. */

export const chartRules =
  "XmR, rules version 1: average ± 2.66 × the average moving range, ranges above 3.267 × their average left out once; signals are a month outside the limits, seven rising or falling, two of three near a limit, seven on one side of the average";

export function smallNumberRule(view: View): string {
  if (view.exactness !== "released") return "Exact figures; groups of 1 to 4 crimes shown as [c]";
  const { round_to, round_totals_to, round_days_to } = view.rule;
  const [month, group] = [false, true].map((isGroup) => limitsOf(view.rule, "month", isGroup));
  return `Small numbers protected: counts under ${month?.hideUnder} shown as [c] (of a group under ${group?.hideUnder}), others rounded to ${round_to} (of a group to ${group?.step}), totals and stocks to ${round_totals_to}, medians to ${round_days_to} days`;
}
