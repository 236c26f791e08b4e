import { expect } from "vitest";
import type { Breakdown, BreakdownRow } from "../../server/contract/breakdown.ts";
import type { Dimension } from "../../server/contract/filters.ts";
import { exactView } from "../../server/disclosure/view.ts";
import { readBreakdown } from "../../server/measures/breakdown.ts";
import type { Compared } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import { type Pooled, pooledGroups, pooledValue, stocks, usableMonths } from "./breakdown.ts";
import { contributions, type Rate } from "./contribution.ts";
import { addMonths, monthsFrom } from "./dates.ts";
import { funnelLimit, medianInterval, wilson } from "./intervals.ts";
import { type KpiId, kpiRules } from "./kpi-rules.ts";
import type { Filters } from "./kpis.ts";
import { quantile } from "./quantile.ts";

/** A breakdown of the product, its intervals, funnel and contributions, against the same worked out in plain TypeScript. */
export async function compareBreakdown(
  { snapshot, plain, asAt }: Compared,
  id: KpiId,
  by: Dimension,
  filters: Filters,
  asked: { from?: string; to?: string } = {},
): Promise<void> {
  const found = snapshot.manifest.kpis.find(({ definition }) => definition.id === id);
  if (!found || found.reason) return;
  const question = { by, ...filters, ...asked };
  const answer = await readBreakdown(snapshot, measureQueries, found.definition, question, exactView);
  const usable = usableMonths(plain, id);
  const isAsked = asked.from !== undefined || asked.to !== undefined;
  const months = isAsked
    ? usable.filter((month) => month >= (asked.from ?? "") && month <= (asked.to ?? "9999"))
    : usable.slice(-12);
  const period = spanOf(months);
  if (!period) {
    expect(answer).toMatchObject({ period: null, groups: [], whole: null });
    return;
  }
  expect(answer.period).toMatchObject({ ...period, months: months.length });
  const earlier = monthsFrom(addMonths(period.from, -months.length), addMonths(period.from, -1));
  const before = usable.filter((month) => earlier.includes(month));
  const compared = spanOf(before);
  expect(answer.compared && { from: answer.compared.from, to: answer.compared.to }).toEqual(compared);
  const now = pooledGroups(plain, id, by, period, asAt, filters);
  const then = compared ? pooledGroups(plain, id, by, compared, asAt, filters) : new Map();
  const isPlainCount = kpiRules[id].kind === "count" && !stocks.includes(id);
  const isComparable = compared && (!isPlainCount || before.length === months.length);
  checkGroups(id, answer, now, then);
  if (isComparable) checkChange(id, answer, now, then);
  else expect(answer.groups.every((group) => group.contribution === null)).toBe(true);
}

function checkGroups(
  id: KpiId,
  answer: Breakdown,
  now: Map<string | null, Pooled>,
  then: Map<string | null, Pooled>,
): void {
  const { kind, ageDays } = kpiRules[id];
  const labels = [...new Set([...now.keys(), ...then.keys()])]
    .filter((label) => label !== null && (now.has(label) || (then.get(label)?.denominator ?? 0) > 0))
    .sort();
  expect(answer.groups.map(({ split }) => split).sort()).toEqual(labels);
  const whole = now.get(null);
  for (const row of rowsOf(answer)) {
    const pooled = now.get(row.split) ?? { numerator: 0, denominator: 0, undated: 0, days: [] };
    const size = kind === "count" ? pooled.numerator : pooled.denominator;
    expect(row).toMatchObject({
      numerator: kind === "duration" ? null : pooled.numerator,
      denominator: kind === "count" ? null : pooled.denominator,
      value: close(pooledValue(id, pooled)),
      p75: kind === "duration" ? close(quantile(pooled.days, 0.75)) : null,
      p90: kind === "duration" ? close(quantile(pooled.days, 0.9)) : null,
      undated: ageDays === null ? null : pooled.undated,
      few: size < 20,
    });
    const expected =
      kind === "duration"
        ? medianInterval(pooled.days)
        : kind === "share" && size > 0
          ? { ...wilson(pooled.numerator, size), coverage: 0.95 }
          : undefined;
    expect(row.interval).toEqual(
      expected
        ? { lower: close(expected.lower), upper: close(expected.upper), coverage: close(expected.coverage) }
        : null,
    );
  }
  if (kind !== "share" || !whole || whole.denominator === 0) return;
  const centre = whole.numerator / whole.denominator;
  for (const limit of answer.funnel?.limits ?? []) {
    expect(limit).toEqual({
      denominator: limit.denominator,
      lower_998: close(funnelLimit(limit.denominator, centre, 0.001)),
      lower_95: close(funnelLimit(limit.denominator, centre, 0.025)),
      upper_95: close(funnelLimit(limit.denominator, centre, 0.975)),
      upper_998: close(funnelLimit(limit.denominator, centre, 0.999)),
    });
  }
  for (const { split, funnel } of answer.groups) {
    const pooled = now.get(split);
    if (!pooled || pooled.denominator < 20) expect(funnel).toBeNull();
    else expect(funnel).toBe(placeOf(pooled, centre));
  }
}

function checkChange(
  id: KpiId,
  answer: Breakdown,
  now: Map<string | null, Pooled>,
  then: Map<string | null, Pooled>,
): void {
  const { kind } = kpiRules[id];
  const rate = (pooled: Pooled | undefined): Rate => ({
    size: pooled?.denominator ?? 0,
    rate: pooled && pooled.denominator > 0 ? averageOf(id, pooled) : null,
  });
  const [wholeNow, wholeThen] = [rate(now.get(null)), rate(then.get(null))];
  const total = rowsOf(answer).find(({ split }) => split === null)?.contribution?.total;
  if (kind === "count") {
    for (const { split, contribution, crimes_affected } of answer.groups) {
      const change = (now.get(split)?.numerator ?? 0) - (then.get(split)?.numerator ?? 0);
      expect(contribution).toEqual({ total: change, own_rate: null, volume_share: null });
      expect(crimes_affected).toBe(change);
    }
  } else if (wholeNow.rate !== null && wholeThen.rate !== null) {
    expect(total).toBeCloseTo(wholeNow.rate - wholeThen.rate, 9);
    const pairs = answer.groups.map(({ split }) => ({
      group: split,
      before: rate(then.get(split)),
      now: rate(now.get(split)),
    }));
    const expected = contributions(pairs);
    for (const { split, contribution, crimes_affected } of answer.groups) {
      const { own_rate = Number.NaN, volume_share = Number.NaN } = expected.get(split) ?? {};
      expect(contribution?.own_rate).toBeCloseTo(own_rate, 9);
      expect(contribution?.volume_share).toBeCloseTo(volume_share, 9);
      expect(contribution?.total).toBeCloseTo(own_rate + volume_share, 9);
      const pooled = now.get(split);
      const earlier = rate(then.get(split)).rate;
      const more =
        kind === "share" && pooled && pooled.denominator > 0 && earlier !== null
          ? pooled.numerator - pooled.denominator * earlier
          : null;
      expect(crimes_affected).toEqual(close(more));
    }
  }
  if (total !== undefined) {
    const sum = answer.groups.reduce((added, { contribution }) => added + (contribution?.total ?? 0), 0);
    expect(sum).toBeCloseTo(total, 9);
  }
}

function rowsOf({ whole, groups }: Breakdown): (BreakdownRow & { split: string | null })[] {
  return [...(whole ? [{ split: null, ...whole }] : []), ...groups];
}

function averageOf(id: KpiId, { numerator, denominator, days }: Pooled): number {
  if (kpiRules[id].kind === "share") return numerator / denominator;
  return days.reduce((sum, value) => sum + value, 0) / days.length;
}

function placeOf({ numerator, denominator }: Pooled, centre: number): string {
  const value = numerator / denominator;
  const isBeyond = (tail: number) =>
    value < funnelLimit(denominator, centre, tail) || value > funnelLimit(denominator, centre, 1 - tail);
  if (isBeyond(0.001)) return "beyond-99.8";
  return isBeyond(0.025) ? "beyond-95" : "within";
}

function spanOf(months: string[]): { from: string; to: string } | null {
  const [from, to] = [months[0], months.at(-1)];
  return from && to ? { from, to } : null;
}

function close(value: number | null) {
  return value === null ? null : expect.closeTo(value, 9);
}
