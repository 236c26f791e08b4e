import type { Point } from "../../server/contract/series.ts";
import { addDays, addMonths, lastDayOf, monthOf, monthsFrom } from "./dates.ts";
import type { KpiId, KpiRule } from "./kpi-rules.ts";
import { kpiRules, onlyItself } from "./kpi-rules.ts";
import type { Dimension, Scope } from "./names.ts";
import type { MonthView } from "./places.ts";
import { quantile } from "./quantile.ts";
import type { Crime } from "./rows.ts";

/** A point without what only the whole history or the disclosure rule can say. */
export type PlainPoint = Omit<Point, "suppressed" | "spc">;

export type Filters = Partial<Record<Dimension, string[] | undefined>>;

export type SeriesOptions = {
  scope?: Scope;
  filters?: Filters;
  split?: Dimension | null;
  from: string;
  to: string;
};

export type ListOptions = {
  scope?: Scope;
  filters?: Filters;
  month: string;
  counted: "numerator" | "denominator";
};

export type History = { crimes: Crime[]; asAt: string; firstMonth: string };

/** A KPI's points, every month of every label in the order of labels, then months. */
export function seriesOf(history: History, id: KpiId, options: SeriesOptions): PlainPoint[] {
  const crimes = selectCrimes(history.crimes, options.scope, options.filters);
  const months = monthsFrom(options.from, options.to);
  const { split } = options;
  if (!split) return months.map((month) => pointOf(history, id, crimes, month, null));
  return labelsIn(crimes, split).flatMap((label) => {
    const group = crimes.filter((crime) => crime.labels[split] === label);
    return months.map((month) => pointOf(history, id, group, month, label));
  });
}

/** The references, sorted, of the crimes behind a number; a count or duration has one list for both. */
export function listOf(history: History, id: KpiId, options: ListOptions): string[] {
  const rule = kpiRules[id];
  const view = viewOf(options.month, history.asAt);
  const refs: string[] = [];
  const selected = selectCrimes(history.crimes, options.scope, options.filters);
  for (const crime of selected.flatMap(rule.rows ?? onlyItself)) {
    const place = rule.place(crime, view);
    if (place === "numerator" || (place === "denominator" && options.counted === "denominator")) {
      refs.push(crime.ref);
    }
  }
  return refs.sort();
}

/** The crimes of a scope (rasso unless named) whose label is among the given ones in every filtered dimension. */
export function selectCrimes(crimes: Crime[], scope: Scope = "rasso", filters: Filters = {}): Crime[] {
  return crimes.filter(
    (crime) =>
      crime.scopes.includes(scope) &&
      Object.entries(filters).every(
        ([dimension, labels]) =>
          labels === undefined || labels.includes(crime.labels[dimension as Dimension]),
      ),
  );
}

export function lastCompleteMonthOf(asAt: string): string {
  const month = monthOf(asAt);
  return asAt === lastDayOf(month) ? month : addMonths(month, -1);
}

function pointOf(
  history: History,
  id: KpiId,
  crimes: Crime[],
  month: string,
  split: string | null,
): PlainPoint {
  const rule = kpiRules[id];
  const view = viewOf(month, history.asAt);
  const numerator: Crime[] = [];
  let denominator = 0;
  let undated = 0;
  for (const crime of crimes.flatMap(rule.rows ?? onlyItself)) {
    const place = rule.place(crime, view);
    if (place === "undated") undated++;
    if (place === "numerator") numerator.push(crime);
    if (place === "numerator" || place === "denominator") denominator++;
  }
  return {
    month,
    split,
    ...figuresOf(rule, numerator, denominator, view),
    undated: rule.ageDays === null ? null : undated,
    mature: rule.ageDays === null ? null : history.asAt >= addDays(lastDayOf(month), rule.ageDays),
    ramp_up: month < addMonths(history.firstMonth, rule.rampUpMonths),
    complete: month <= lastCompleteMonthOf(history.asAt),
    parts: partsOf(rule, numerator),
  };
}

function figuresOf(rule: KpiRule, counted: Crime[], denominator: number, view: MonthView) {
  const none = { p75: null, p90: null };
  if (rule.kind === "count") {
    return { numerator: counted.length, denominator: null, value: counted.length, ...none };
  }
  if (rule.kind === "share") {
    const value = denominator === 0 ? null : counted.length / denominator;
    return { numerator: counted.length, denominator, value, ...none };
  }
  const days = counted.map((crime) => rule.days(crime, view)).filter((value) => value !== null);
  return {
    numerator: null,
    denominator: days.length,
    value: quantile(days, 0.5),
    p75: quantile(days, 0.75),
    p90: quantile(days, 0.9),
  };
}

function partsOf(rule: KpiRule, numerator: Crime[]): Record<string, number> | null {
  if (rule.parts.length === 0) return null;
  return Object.fromEntries(
    rule.parts.map((code) => [code, numerator.filter((crime) => crime.standing?.code === code).length]),
  );
}

/** A stock is taken at the month's end, in the as-at month at the as-at date, and never after it. */
function viewOf(month: string, asAt: string): MonthView {
  if (month > monthOf(asAt)) return { month, stockOn: null };
  return { month, stockOn: month === monthOf(asAt) ? asAt : lastDayOf(month) };
}

function labelsIn(crimes: Crime[], dimension: Dimension): string[] {
  return [...new Set(crimes.map((crime) => crime.labels[dimension]))].sort();
}
