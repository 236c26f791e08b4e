import { usualAge } from "../contract/attrition.ts";
import { chosenDimensions, chosenOf, type Filters, isGroup, type Period } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import type { View } from "./view.ts";

/** Refuses with a 403 what released figures are not given for: more than one breakdown besides the period (a scope other
 * than the usual one is a breakdown too), or several values of one. Subtracting the answers would give small groups away. */
export function refuseFreeQuestions(view: View, filters: Filters, by?: string): void {
  if (view.exactness !== "released") return;
  const chosen = chosenDimensions(filters);
  const several = chosen.find((dimension) => (chosenOf(filters, dimension)?.length ?? 0) > 1);
  if (several) throw refused("one value at a time", several);
  const breakdowns = new Set([...chosen, ...(by ? [by] : []), ...(filters.scope ? ["scope"] : [])]);
  if (breakdowns.size > 1) throw refused("one breakdown at a time", [...breakdowns].at(-1));
}

/** Refuses with a 403 a total over a window of the asker's own: released totals are of one month or the whole period. */
export function refuseFreePeriod(view: View, asked: Period, whole: Period): void {
  if (view.exactness !== "released" || asked.from === asked.to) return;
  if (asked.from !== whole.from || asked.to !== whole.to)
    throw refused("one month or the whole period", "from");
}

/** Refuses with a 403 to follow the crimes of one month within a group or another scope: how far they had come at one age and at
 * the next, in a group that is nearly the whole, would tell the few between. */
export function refuseMonthOfPart(
  view: View,
  filters: Filters,
  asked: Period,
  whole: Period,
  by?: string,
): void {
  const isPart = isGroup(filters) || filters.scope !== undefined;
  if (isPart || by) refuseMonth(view, asked, whole, "a group over the whole period only");
}

/** Refuses with a 403 the days of the crimes of one month: bins that are hidden beside few that are shown tell each other. */
export function refuseDaysOfMonth(view: View, asked: Period, whole: Period): void {
  refuseMonth(view, asked, whole, "days over the whole period only");
}

/** Refuses with a 403 a funnel at an age of the asker's own: the milestones between two ages would be few. */
export function refuseFreeAge(view: View, age: number): void {
  if (view.exactness === "released" && age !== usualAge) throw refused(`an age of ${usualAge} days`, "age");
}

function refuseMonth(view: View, asked: Period, whole: Period, limit: string): void {
  if (view.exactness !== "released" || asked.from !== asked.to || whole.from === whole.to) return;
  throw refused(limit, "from");
}

function refused(limit: string, field: string | undefined): Problem {
  return new Problem(
    403,
    "small-numbers",
    `Rounded figures are given for ${limit}, so that small groups of people cannot be worked out from them.`,
    field,
  );
}
