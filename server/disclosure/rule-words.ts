import { limitsOf } from "./rounding.ts";
import type { View } from "./view.ts";

/** Says what protects small numbers under a view, as every page of a pack does. Another rule has other words, so that a frozen pack
 * tells by which rule it was made. */
export function smallNumberRule(view: View): string {
  if (view.exactness !== "released") return "Exact figures; groups of 1 to 4 crimes shown as [c]";
  const { round_to, round_totals_to, round_days_to } = view.rule;
  const [month, group] = [false, true].map((isGroup) => limitsOf(view.rule, "month", isGroup));
  return `Small numbers protected: counts under ${month?.hideUnder} shown as [c] (of a group under ${group?.hideUnder}), others rounded to ${round_to} (of a group to ${group?.step}), totals and stocks to ${round_totals_to}, medians to ${round_days_to} days`;
}
