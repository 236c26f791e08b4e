import { formatFinancialYear, formatMonth } from "../../server/wording/format.ts";
import {
  addMonths,
  daysAfter,
  financialYearOf,
  lastDayOf,
  monthOf,
  monthsBetween,
} from "../../server/wording/months.ts";
import { type FilterSearch, isGroup } from "../search.ts";
import type { Snapshot } from "../types.ts";

/** Crimes recorded in a run of months, followed together; `isAged` when every one of them is older than the horizon. */
export type Cohort = { key: string; title: string; from: string; to: string; isAged: boolean };

/** How long a cohort is followed, in days. */
export const horizon = 730;

/** The cohorts to choose from, the latest first: whole quarters and whole financial years. */
export function cohortsOf(snapshot: Snapshot): { quarters: Cohort[]; years: Cohort[]; everything: Cohort } {
  const first = snapshot.firstMonth;
  const last = snapshot.lastCompleteMonth;
  const quarters = steps(quarterStart(first), last, 3).map((from) =>
    cohortOf(snapshot, from, addMonths(from, 2), quarterTitle(from)),
  );
  const years = steps(`${financialYearOf(first)}-04`, last, 12).map((from) =>
    cohortOf(
      snapshot,
      from,
      addMonths(from, 11),
      `Financial year ${formatFinancialYear(financialYearOf(from))}`,
    ),
  );
  const whole = ({ from, to }: Cohort) => from >= first && to <= last;
  return {
    quarters: quarters.filter(whole).toReversed(),
    years: years.filter(whole).toReversed(),
    everything: cohortOf(
      snapshot,
      first,
      monthOf(snapshot.asAt),
      `All months, ${formatMonth(first)} to ${formatMonth(monthOf(snapshot.asAt))}`,
    ),
  };
}

/** The single months to choose from when figures are rounded; none with a filter or another scope. Readers choose no longer
 * windows, as they could subtract one from another and find small groups. */
export function releasedMonths(snapshot: Snapshot, filters: FilterSearch): Cohort[] {
  const isPart = filters.scope !== undefined || isGroup(filters);
  if (isPart) return [];
  return monthsBetween(snapshot.firstMonth, snapshot.lastCompleteMonth)
    .map((month) => cohortOf(snapshot, month, month, formatMonth(month)))
    .toReversed();
}

/** The cohort that the address names, otherwise the latest quarter that is older than the horizon, otherwise every month. For rounded
 * figures a single month, otherwise every month. */
export function chosenCohort(
  snapshot: Snapshot,
  filters: FilterSearch,
  asked: string | undefined,
  isReleased: boolean,
): Cohort {
  const { quarters, years, everything } = cohortsOf(snapshot);
  if (isReleased) return releasedMonths(snapshot, filters).find(({ key }) => key === asked) ?? everything;
  const [from = "", to = ""] = asked?.split("..") ?? [];
  if (from && to) {
    const known = [...quarters, ...years, everything].find(({ key }) => key === asked);
    return known ?? cohortOf(snapshot, from, to, `${formatMonth(from)} to ${formatMonth(to)}`);
  }
  return quarters.find(({ isAged }) => isAged) ?? everything;
}

function cohortOf({ asAt }: Snapshot, from: string, to: string, title: string): Cohort {
  return { key: `${from}..${to}`, title, from, to, isAged: daysAfter(lastDayOf(to), horizon) <= asAt };
}

/** “Jul to Sep 2024”. */
function quarterTitle(from: string): string {
  return `${formatMonth(from).slice(0, 3)} to ${formatMonth(addMonths(from, 2))}`;
}

function quarterStart(month: string): string {
  const number = Number(month.slice(5));
  return addMonths(month, -((number - 1) % 3));
}

function steps(from: string, last: string, size: number): string[] {
  const found: string[] = [];
  for (let month = from; month <= last; month = addMonths(month, size)) found.push(month);
  return found;
}
