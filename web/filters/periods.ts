import { formatFinancialYear, formatMonth } from "../../server/wording/format.ts";
import { addMonths, financialYearOf, monthOf } from "../../server/wording/months.ts";
import type { FilterSearch } from "../search.ts";
import type { Snapshot } from "../types.ts";

export type Period = { key: string; title: string; from: string; to: string };

/** The periods to choose from: rolling ones that end with the last complete month, then each financial year. */
export function periodsOf(snapshot: Snapshot): Period[] {
  const first = snapshot.firstMonth;
  const last = snapshot.lastCompleteMonth;
  const rolling = [12, 24, 36]
    .map((length) => ({
      key: `last-${length}`,
      title: `${length} months to ${formatMonth(last)}`,
      from: addMonths(last, 1 - length),
      to: last,
    }))
    .filter(({ from }) => from >= first);
  return [...rolling, ...financialYears(first, monthOf(snapshot.asAt))];
}

/** The key of the period in the address: `all` when it names none, `other` when its months are no ready period. */
export function periodKeyOf(filters: FilterSearch, periods: Period[]): string {
  if (!filters.from && !filters.to) return "all";
  return periods.find(({ from, to }) => from === filters.from && to === filters.to)?.key ?? "other";
}

function financialYears(first: string, last: string): Period[] {
  const begin = financialYearOf(first);
  return Array.from({ length: financialYearOf(last) - begin + 1 }, (_, step) => {
    const year = begin + step;
    const from = `${year}-04`;
    const to = `${year + 1}-03`;
    const part = to > last ? " so far" : from < first ? ", in part" : "";
    return {
      key: `year-${year}`,
      title: `Financial year ${formatFinancialYear(year)}${part}`,
      from: from < first ? first : from,
      to: to > last ? last : to,
    };
  }).toReversed();
}
