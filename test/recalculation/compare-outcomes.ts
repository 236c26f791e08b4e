import { expect } from "vitest";
import { readDistribution } from "../../server/measures/distribution.ts";
import { readOpenInvestigations } from "../../server/measures/open-investigations.ts";
import { readOutcomeMix } from "../../server/measures/outcome-mix.ts";
import { exactKpiQuestion, exactQuestion } from "../support/questions.ts";
import type { Compared } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import { usableMonths } from "./breakdown.ts";
import { addDays, daysBetween, lastDayOf, monthOf, monthsFrom } from "./dates.ts";
import { type KpiId, kpiRules } from "./kpi-rules.ts";
import { type Filters, selectCrimes } from "./kpis.ts";
import { isOpenOn } from "./places.ts";
import { quantile } from "./quantile.ts";
import type { Crime } from "./rows.ts";

/** Outcome mixes, open investigations by age and distributions of the product, against the same in plain TypeScript. */
const mainGroups = [
  "charged",
  "victim-does-not-support",
  "evidential-difficulties",
  "no-suspect",
  "other",
  "open",
];

export async function compareMix(
  { snapshot, plain, asAt }: Compared,
  basis: "closed" | "recorded",
  filters: Filters,
) {
  const question = exactQuestion(snapshot, filters);
  const [answer, joined] = await Promise.all(
    (["all", "main"] as const).map((endings) => readOutcomeMix(question, measureQueries, { basis, endings })),
  );
  if (!answer || !joined) throw new Error("two answers");
  for (const [index, { crimes, groups, shares }] of joined.months.entries()) {
    expect(crimes).toBe(answer.months[index]?.crimes);
    expect(Object.values(groups).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(crimes);
    for (const [group, count] of Object.entries(groups)) {
      expect(mainGroups).toContain(group);
      expect(shares[group]).toBe(crimes ? (count ?? 0) / crimes : null);
    }
  }
  const crimes = selectCrimes(plain.crimes, "rasso", filters).filter(({ counted }) => counted);
  expect(answer.months.map(({ month }) => month)).toEqual(monthsFrom(plain.firstMonth, monthOf(asAt)));
  for (const { month, crimes: size, groups, codes, mature, complete } of answer.months) {
    const those = crimes.filter(({ closedOn, recordedMonth }) =>
      basis === "closed" ? closedOn !== null && monthOf(closedOn) === month : recordedMonth === month,
    );
    expect(size).toBe(those.length);
    expect(withoutZeros(groups)).toEqual(countBy(those, ({ standing }) => standing?.group ?? "open"));
    expect(withoutZeros(codes)).toEqual(
      countBy(
        those.filter(({ standing }) => standing !== null),
        ({ standing }) => standing?.code ?? "",
      ),
    );
    expect(complete).toBe(month <= plain.lastCompleteMonth);
    expect(mature).toBe(basis === "closed" ? null : addDays(lastDayOf(month), 365) <= asAt);
  }
}

export async function compareOpen(
  { snapshot, plain, asAt }: Compared,
  filters: Filters,
  month: string | undefined,
) {
  const question = { ...exactQuestion(snapshot, filters), split: "team" as const };
  const answer = await readOpenInvestigations(question, measureQueries, month);
  const crimes = selectCrimes(plain.crimes, "rasso", filters);
  const day = month ? lastDayOf(month) : asAt;
  const open = crimes.filter((crime) => isOpenOn(crime, day));
  expect(answer.taken_on).toBe(day);
  expect(answer.whole).toEqual(agesOf(open, day));
  expect(answer.groups.map(({ split, ...ages }) => [split, ages]).sort()).toEqual(
    [...new Set(open.map(({ labels }) => labels.team))]
      .map(
        (team) =>
          [
            team,
            agesOf(
              open.filter(({ labels }) => labels.team === team),
              day,
            ),
          ] as const,
      )
      .sort(),
  );
  for (const { month: each, taken_on, crimes: size, bands } of answer.months) {
    const on = each === monthOf(asAt) ? asAt : lastDayOf(each);
    expect(taken_on).toBe(on);
    const { oldest_days: _, ...ages } = agesOf(
      crimes.filter((crime) => isOpenOn(crime, on)),
      on,
    );
    expect({ crimes: size, bands }).toEqual(ages);
  }
}

function agesOf(open: Crime[], day: string) {
  const ages = open.map(({ recordedOn }) => daysBetween(recordedOn, day));
  const between = (from: number, to: number) => ages.filter((age) => age >= from && age <= to).length;
  return {
    crimes: open.length,
    bands: {
      "0-90": between(0, 90),
      "91-180": between(91, 180),
      "181-365": between(181, 365),
      "366-730": between(366, 730),
      "over-730": between(731, Number.POSITIVE_INFINITY),
    },
    oldest_days: ages.length === 0 ? null : Math.max(...ages),
  };
}

function countBy(crimes: Crime[], label: (crime: Crime) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const crime of crimes) counts[label(crime)] = (counts[label(crime)] ?? 0) + 1;
  return counts;
}

function withoutZeros(counts: Record<string, number | null>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

/** The crimes of a duration by how long it was, over the usable months of a period. */
export async function compareDistribution(
  { snapshot, plain }: Compared,
  id: KpiId,
  binDays: number,
  period: { from: string; to: string },
) {
  const answer = await readDistribution(exactKpiQuestion(snapshot, id, period), measureQueries, binDays);
  const months = usableMonths(plain, id).filter((month) => month >= period.from && month <= period.to);
  const days = selectCrimes(plain.crimes).flatMap((crime) => {
    const views = months.map((month) => ({ month, stockOn: lastDayOf(month) }));
    const counted = views.find((view) => kpiRules[id].place(crime, view));
    return counted ? (kpiRules[id].days(crime, counted) ?? []) : [];
  });
  expect(answer).toMatchObject({ crimes: days.length, median: quantile(days, 0.5) });
  answer.bins.forEach(({ from_days, to_days, crimes }, at) => {
    expect([from_days, to_days]).toEqual([at * binDays, (at + 1) * binDays - 1]);
    expect(crimes).toBe(days.filter((value) => value >= from_days && value <= to_days).length);
  });
  expect(answer.bins.at(-1)?.to_days ?? 0).toBeGreaterThanOrEqual(Math.max(0, ...days));
}
