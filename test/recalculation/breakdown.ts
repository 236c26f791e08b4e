import { lastDayOf, monthOf, monthsFrom } from "./dates.ts";
import { type KpiId, kpiRules, onlyItself } from "./kpi-rules.ts";
import { type Filters, selectCrimes } from "./kpis.ts";
import type { Dimension } from "./names.ts";
import type { Place } from "./places.ts";
import { quantile } from "./quantile.ts";
import type { Recalculation } from "./recalculate.ts";

/** A group over a period: what was counted, of how many, and the days of a duration. */
export type Pooled = { numerator: number; denominator: number; undated: number; days: number[] };

export const stocks: KpiId[] = ["open-investigations", "open-over-a-year", "open-median-age"];

/** The months that can be compared: complete, mature, past the ramp-up. */
export function usableMonths(plain: Recalculation, id: KpiId): string[] {
  return plain
    .series(id)
    .filter((point) => point.complete && point.mature !== false && !point.ramp_up)
    .map((point) => point.month);
}

/** The whole months since the data began, judged or not: a stock may be taken in any. */
export function wholeMonths(plain: Recalculation, id: KpiId): string[] {
  return plain
    .series(id)
    .filter(({ complete, month }) => complete && month >= plain.firstMonth)
    .map((point) => point.month);
}

/** Every group of a dimension over a period, a stock at its end; the whole under null. Groups without a crime are absent. */
export function pooledGroups(
  plain: Recalculation,
  id: KpiId,
  by: Dimension,
  { from, to, asAt }: { from: string; to: string; asAt: string },
  filters: Filters = {},
): Map<string | null, Pooled> {
  const groups = new Map<string | null, Pooled>();
  const months = stocks.includes(id) ? [to] : monthsFrom(from, to);
  const rule = kpiRules[id];
  for (const row of selectCrimes(plain.crimes, "rasso", filters).flatMap(rule.rows ?? onlyItself)) {
    for (const month of months) {
      const view = { month, stockOn: month === monthOf(asAt) ? asAt : lastDayOf(month) };
      const place = rule.place(row, view);
      if (place === null) continue;
      for (const group of [null, row.labels[by]]) count(groups, group, place, rule.days(row, view));
    }
  }
  return groups;
}

/** The value of a pooled group by the kind of its KPI. */
export function pooledValue(id: KpiId, { numerator, denominator, days }: Pooled): number | null {
  const { kind } = kpiRules[id];
  if (kind === "count") return numerator;
  if (kind === "duration") return quantile(days, 0.5);
  return denominator === 0 ? null : numerator / denominator;
}

function count(
  groups: Map<string | null, Pooled>,
  group: string | null,
  place: Place,
  days: number | null,
): void {
  const pooled = groups.get(group) ?? { numerator: 0, denominator: 0, undated: 0, days: [] };
  groups.set(group, pooled);
  if (place === "undated") pooled.undated += 1;
  else pooled.denominator += 1;
  if (place !== "numerator") return;
  pooled.numerator += 1;
  if (days !== null) pooled.days.push(days);
}
