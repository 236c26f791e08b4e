import type { Definition } from "../catalogue/definition.ts";
import type { Parameters } from "../database.ts";
import { Problem } from "../problem.ts";
import type { Filters } from "../schemas.ts";
import type { Manifest } from "../store/manifest.ts";

const mostMonths = 1200;

export type Period = { from: string; to: string };

/** The months asked for: by default from the first recorded month to the as-at month. */
export function periodOf(filters: Filters, snapshot: Manifest["snapshot"]): Period {
  const from = filters.from ?? snapshot.firstMonth;
  const to = filters.to ?? snapshot.asAt.slice(0, 7);
  if (from > to)
    throw new Problem(400, "bad-period", `The first month ${from} is after the last month ${to}.`, "from");
  if (monthsIn({ from, to }) > mostMonths) {
    throw new Problem(400, "bad-period", `At most ${mostMonths} months can be asked for at once.`, "from");
  }
  return { from, to };
}

/** The period that every series is worked out over: the whole history, or further where more was asked for. */
export function wholePeriod(period: Period, snapshot: Manifest["snapshot"]): Period {
  const last = snapshot.asAt.slice(0, 7);
  return {
    from: period.from < snapshot.firstMonth ? period.from : snapshot.firstMonth,
    to: period.to > last ? period.to : last,
  };
}

/** What the statements need to make months and mark each for what it can bear. */
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

/** The last day of a month. */
export function lastDayOf(month: string): string {
  const [year = 0, monthOfYear = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, monthOfYear, 0)).toISOString().slice(0, 10);
}

/** How many months a period has, its first and last counted. */
export function monthsIn({ from, to }: Period): number {
  return monthNumber(to) - monthNumber(from) + 1;
}

function monthNumber(month: string): number {
  const [year = 0, monthOfYear = 0] = month.split("-").map(Number);
  return year * 12 + monthOfYear;
}

/** The month that lies so many months before, `2026-03` and 4 giving `2025-11`. */
export function monthBefore(month: string, months: number): string {
  const number = monthNumber(month) - 1 - months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
}
