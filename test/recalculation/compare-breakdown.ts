import { expect } from "vitest";
import type { Breakdown, BreakdownRow } from "../../server/contract/breakdown.ts";
import { readBreakdown } from "../../server/measures/breakdown.ts";
import { exactKpiQuestion } from "../support/questions.ts";
import type { Compared } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import { type Pooled, pooledGroups, pooledValue, stocks, usableMonths, wholeMonths } from "./breakdown.ts";
import { contributions, type Rate } from "./contribution.ts";
import { addMonths, monthOf, monthsFrom } from "./dates.ts";
import { funnelLimit, medianInterval, wilson } from "./intervals.ts";
import { type KpiId, kpiRules } from "./kpi-rules.ts";
import type { Filters } from "./kpis.ts";
import type { Dimension } from "./names.ts";
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
  const question = exactKpiQuestion(snapshot, id, { ...filters, ...asked });
  const answer = await readBreakdown({ ...question, split: by }, measureQueries);
  const usable = usableMonths(plain, id);
  const months = monthsOf({ plain, asAt }, id, asked);
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
  const now = pooledGroups(plain, id, by, { ...period, asAt }, filters);
  const then = compared ? pooledGroups(plain, id, by, { ...compared, asAt }, filters) : new Map();
  const isPlainCount = kpiRules[id].kind === "count" && !stocks.includes(id);
  const isComparable = compared && (!isPlainCount || before.length === months.length);
  checkGroups(id, answer, now, then);
  if (isComparable) checkChange(id, answer, now, then);
  else expect(answer.groups.every((group) => group.contribution === null)).toBe(true);
}

/** The months that a breakdown is over: those asked for, otherwise the last twelve; of a stock in ramp-up the whole ones. */
function monthsOf(
  { plain, asAt }: Pick<Compared, "plain" | "asAt">,
  id: KpiId,
  asked: { from?: string; to?: string },
): string[] {
  const usable = usableMonths(plain, id);
  const isAsked = asked.from !== undefined || asked.to !== undefined;
  const last = usable.at(-1) ?? monthOf(asAt);
  const window = isAsked ? asked : { from: addMonths(last, -11), to: last };
  const isWithin = (month: string) => month >= (window.from ?? "") && month <= (window.to ?? "9999");
  const judged = isAsked ? usable.filter(isWithin) : usable.slice(-12);
  const isFilling = judged.length === 0 && stocks.includes(id);
  return isFilling ? wholeMonths(plain, id).filter(isWithin) : judged;
}

function checkGroups(
  id: KpiId,
  answer: Breakdown,
  now: Map<string | null, Pooled>,
  then: Map<string | null, Pooled>,
): void {
  const labels = [...new Set([...now.keys(), ...then.keys()])]
    .filter((label) => label !== null && (now.has(label) || (then.get(label)?.denominator ?? 0) > 0))
    .sort();
  expect(answer.groups.map(({ split }) => split).sort()).toEqual(labels);
  const whole = now.get(null);
  for (const row of rowsOf(answer)) checkRow(id, row, now.get(row.split) ?? noCrimes);
  if (kpiRules[id].kind === "share" && whole && whole.denominator > 0) checkFunnel(answer, now, whole);
}

const noCrimes: Pooled = { numerator: 0, denominator: 0, undated: 0, days: [] };

function checkRow(id: KpiId, row: BreakdownRow, pooled: Pooled): void {
  const { kind, ageDays } = kpiRules[id];
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
  expect(row.interval).toEqual(intervalOf(id, pooled));
}

function intervalOf(id: KpiId, { numerator, denominator, days }: Pooled) {
  const { kind } = kpiRules[id];
  const expected =
    kind === "duration"
      ? medianInterval(days)
      : kind === "share" && denominator > 0
        ? { ...wilson(numerator, denominator), coverage: 0.95 }
        : undefined;
  if (!expected) return null;
  return { lower: close(expected.lower), upper: close(expected.upper), coverage: close(expected.coverage) };
}

function checkFunnel(answer: Breakdown, now: Map<string | null, Pooled>, whole: Pooled): void {
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
  const total = rowsOf(answer).find(({ split }) => split === null)?.contribution?.total;
  const [wholeNow, wholeThen] = [rateOf(id, now.get(null)).rate, rateOf(id, then.get(null)).rate];
  if (kpiRules[id].kind === "count") checkCounts(answer, now, then);
  else if (wholeNow !== null && wholeThen !== null) {
    expect(total).toBeCloseTo(wholeNow - wholeThen, 9);
    checkRates(id, answer, now, then);
  }
  if (total === undefined) return;
  const sum = answer.groups.reduce((added, { contribution }) => added + (contribution?.total ?? 0), 0);
  expect(sum).toBeCloseTo(total, 9);
}

function checkCounts(
  answer: Breakdown,
  now: Map<string | null, Pooled>,
  then: Map<string | null, Pooled>,
): void {
  for (const { split, contribution, crimes_affected } of answer.groups) {
    const change = (now.get(split)?.numerator ?? 0) - (then.get(split)?.numerator ?? 0);
    expect(contribution).toEqual({ total: change, own_rate: null, volume_share: null });
    expect(crimes_affected).toBe(change);
  }
}

function checkRates(
  id: KpiId,
  answer: Breakdown,
  now: Map<string | null, Pooled>,
  then: Map<string | null, Pooled>,
): void {
  const pairs = answer.groups.map(({ split }) => ({
    group: split,
    before: rateOf(id, then.get(split)),
    now: rateOf(id, now.get(split)),
  }));
  const expected = contributions(pairs);
  for (const { split, contribution, crimes_affected } of answer.groups) {
    const { own_rate = Number.NaN, volume_share = Number.NaN } = expected.get(split) ?? {};
    expect(contribution?.own_rate).toBeCloseTo(own_rate, 9);
    expect(contribution?.volume_share).toBeCloseTo(volume_share, 9);
    expect(contribution?.total).toBeCloseTo(own_rate + volume_share, 9);
    const earlier = rateOf(id, then.get(split)).rate;
    expect(crimes_affected).toEqual(close(moreThanBefore(id, now.get(split), earlier)));
  }
}

/** How many more crimes than the group's earlier share would have given; null where that cannot be said. */
function moreThanBefore(id: KpiId, pooled: Pooled | undefined, earlier: number | null): number | null {
  if (kpiRules[id].kind !== "share" || !pooled || pooled.denominator === 0 || earlier === null) return null;
  return pooled.numerator - pooled.denominator * earlier;
}

function rateOf(id: KpiId, pooled: Pooled | undefined): Rate {
  const size = pooled?.denominator ?? 0;
  return { size, rate: pooled && size > 0 ? averageOf(id, pooled) : null };
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
