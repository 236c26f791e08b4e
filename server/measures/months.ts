import type { Filters, Period } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import type { Parameters } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import type { Manifest } from "../store/manifest.ts";
import { monthsBetween, mostMonths } from "../wording/months.ts";

/** The months asked for: by default from the begin of the data to the as-at month. Throws a 400 if the
 * request names more months than it may; the default months are never refused. */
export function periodOf(filters: Filters, snapshot: Manifest["snapshot"]): Period {
  const from = filters.from ?? snapshot.firstMonth;
  const to = filters.to ?? snapshot.asAt.slice(0, 7);
  if (from > to)
    throw new Problem(400, "bad-period", `The first month ${from} is after the last month ${to}.`, "from");
  if ((filters.from ?? filters.to) !== undefined && monthsBetween(from, to).length > mostMonths) {
    throw new Problem(400, "bad-period", `At most ${mostMonths} months can be asked for at once.`, "from");
  }
  return { from, to };
}

/** The period that every series is worked out over: the whole history, longer if more was asked for. */
export function wholePeriod(period: Period, snapshot: Manifest["snapshot"]): Period {
  const last = snapshot.asAt.slice(0, 7);
  return {
    from: period.from < snapshot.firstMonth ? period.from : snapshot.firstMonth,
    to: period.to > last ? period.to : last,
  };
}

/** What the statements bind to make months and to mark which are complete, mature and past the ramp-up. */
export function monthParameters(
  definition: Pick<Definition, "matures_after_days" | "ramp_up_months">,
  snapshot: Manifest["snapshot"],
  months: Period,
): Parameters {
  return {
    as_at: snapshot.asAt,
    matures_after_days: definition.matures_after_days,
    ramp_up_months: definition.ramp_up_months,
    first_recorded_month: `${snapshot.firstMonth}-01`,
    last_complete_month: `${snapshot.lastCompleteMonth}-01`,
    first_month: `${months.from}-01`,
    last_month: `${months.to}-01`,
  };
}
