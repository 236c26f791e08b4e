import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeForce } from "../../data/synthetic/csv.ts";
import { forceRows, syntheticForce } from "../../data/synthetic/force.ts";
import type { Change, ForceOptions } from "../../data/synthetic/options.ts";
import { temporaryFolder } from "../support/command.ts";
import { type Crime, crimeOf, type Month, median, monthly, total } from "./figures.ts";
import { readCsv } from "./read-csv.ts";

const big: Partial<ForceOptions> = { seed: 42, firstMonth: "2019-11", months: 84, crimesPerMonth: 1_500 };
const from = "2024-11";
const bigCrimes = crimesOf(big);

describe("a synthetic force", () => {
  test("is the same for the same seed and another for another", () => {
    const first = written({ seed: 7, months: 12 });
    expect(written({ seed: 7, months: 12 })).toEqual(first);
    const second = written({ seed: 8, months: 12 });
    expect(second.cases).not.toBe(first.cases);
    expect(second.outcomes).not.toBe(first.outcomes);
  });

  test("is written as its rows are, cells with commas and quotes too", () => {
    const options = { months: 3, districts: [{ name: 'The "Lower", East', weight: 1, teams: ["A, B"] }] };
    const folder = temporaryFolder();
    const files = { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") };
    writeForce(options, files);
    expect({ cases: readCsv(files.cases), outcomes: readCsv(files.outcomes) }).toEqual(forceRows(options));
  });

  test("is clean unless dirt is asked for", () => {
    const { cases, outcomes } = forceRows({ crimesPerMonth: 500 });
    const refs = new Set(cases.map((row) => row.crime_ref));
    expect(refs.size).toBe(cases.length);
    expect(outcomes.filter((row) => !refs.has(row.crime_ref))).toEqual([]);
    expect(
      [...syntheticForce({ months: 6, dirt: { blankRef: 0.1 } })].filter(({ dirt }) => dirt === "blankRef")
        .length,
    ).toBeGreaterThan(60);
  });

  test("leaves no cell blank that need not be when asked for no blanks", () => {
    const { cases } = forceRows({ blanks: 0, months: 6 });
    const mayBeBlank = [
      "offence_text",
      "suspect_key",
      "suspect_identified_date",
      "cancelled_code",
      "early_advice_date",
      "submission_date",
    ];
    const blank = new Set(
      cases.flatMap((row) => Object.entries(row).flatMap(([column, cell]) => (cell === "" ? [column] : []))),
    );
    expect([...blank].filter((column) => !mayBeBlank.includes(column))).toEqual([]);
  });

  test("goes on as before up to a planted change", () => {
    const calm = forceRows({ months: 24 });
    const changed = forceRows({ months: 24, changes: [{ from: "2023-01", what: "recorded", factor: 2 }] });
    const before = calm.cases.filter((row) => row.recorded_date.endsWith("2022"));
    expect(changed.cases.filter((row) => row.recorded_date.endsWith("2022"))).toEqual(before);
    expect(changed.cases.length).toBeGreaterThan(calm.cases.length * 1.3);
  });

  test("begins earlier with lead months, and shows nothing that happens after the as-at date", () => {
    const { cases, outcomes } = forceRows({
      firstMonth: "2025-01",
      months: 12,
      leadMonths: 6,
      asAt: "2025-10-15",
    });
    expect(cases[0]?.recorded_date).toMatch(/\/07\/2024$/);
    const dates = [...cases, ...outcomes]
      .flatMap((row) => Object.values(row))
      .filter((cell) => /^\d\d\/\d\d\/\d{4}$/.test(cell));
    const latest = dates
      .map((date) => date.split("/").reverse().join("-"))
      .sort()
      .at(-1);
    expect(latest).toBe("2025-10-15");
  });

  test("refuses what it cannot do", () => {
    const draw = (options: Partial<ForceOptions>) => syntheticForce(options).next();
    expect(() => draw({ force: "Avonshire Constabulary" })).toThrow("does not say that it is synthetic");
    expect(() => draw({ changes: [{ from, what: "recorded", factor: 2, district: "Nowhere" }] })).toThrow(
      "Nowhere",
    );
    expect(() => draw({ changes: [{ from, what: "victim-does-not-support", factor: 3 }] })).toThrow(
      "the changes leave no crimes of North",
    );
    expect(() => draw({ asAt: "2020-01-31" })).toThrow("is before");
  });
});

describe("where nothing is planted", () => {
  const months = [...monthly(bigCrimes)]
    .filter(([month]) => month >= "2022-11")
    .map(([, figures]) => figures);
  const days = months.map((_, place) => new Date(Date.UTC(2022, 11 + place, 0)).getUTCDate());

  test("monthly rates are flat once the file has run for three years", () => {
    expect(months).toHaveLength(48);
    expect(excess(countChi(months.map(({ recorded }) => recorded)))).toBeLessThan(4);
    expect(excess(countChi(months.map(({ closed }) => closed)))).toBeLessThan(4);
    expect(excess(countChi(months.map(({ charged }) => charged)))).toBeLessThan(4);
    expect(excess(shareChi("doesNotSupport", "closed"))).toBeLessThan(4);
    expect(excess(shareChi("advised", "eligible", 47))).toBeLessThan(4);
  });

  test("the bound is one that a change breaks", () => {
    const changed = months.map(({ recorded }, place) => recorded * (place < 24 ? 1 : 1.1));
    expect(excess(countChi(changed))).toBeGreaterThan(4);
  });

  /** Counts against their mean per day. */
  function countChi(counts: number[]): { chi: number; freedom: number } {
    const rate = sum(counts) / sum(days);
    const chi = sum(
      counts.map((count, place) => (count - rate * (days[place] ?? 0)) ** 2 / (rate * (days[place] ?? 0))),
    );
    return { chi, freedom: counts.length - 1 };
  }

  function shareChi(of: "doesNotSupport" | "advised", among: "closed" | "eligible", count = months.length) {
    const judged = months.slice(0, count);
    const share = sum(judged.map((month) => month[of])) / sum(judged.map((month) => month[among]));
    const chi = sum(
      judged.map((month) => (month[of] - share * month[among]) ** 2 / (month[among] * share * (1 - share))),
    );
    return { chi, freedom: judged.length - 1 };
  }
});

describe("a planted change moves what it names by its factor, and nothing else", () => {
  const calm = total(monthly(bigCrimes), from);

  test.each([
    ["victim-does-not-support", 0.75],
    ["victim-does-not-support", 1.25],
    ["charge", 0.75],
    ["charge", 1.25],
    ["charge-days", 0.75],
    ["charge-days", 1.25],
    ["early-advice", 0.75],
    ["early-advice", 1.25],
    ["recorded", 0.75],
  ] as const)("%s × %d", (what, factor) => {
    const changed = total(monthly(crimesOf({ ...big, changes: [{ from, what, factor }] })), from);
    const moved = ratios(changed, calm);
    expect(moved[what]).toBeGreaterThan(factor - 0.04);
    expect(moved[what]).toBeLessThan(factor + 0.04);
    // With fewer recorded, the mix of outcomes shifts for a time: that is real.
    const others = Object.entries(moved).filter(([name]) => name !== what && what !== "recorded");
    for (const [name, ratio] of others) expect(Math.abs(ratio - 1), name).toBeLessThan(0.04);
  });

  test("in the first month already, and in the district named only", () => {
    const change: Change = { from, what: "victim-does-not-support", factor: 0.7, district: "South" };
    const crimes = crimesOf({ ...big, changes: [change] });
    const moved = (district: string) =>
      supportShare(within(crimes, district), from) / supportShare(within(bigCrimes, district), from);
    expect(moved("South")).toBeLessThan(0.82);
    expect(moved("North")).toBe(1);
  });

  test("changes multiply while they last", () => {
    const changes: Change[] = [
      { from: "2022-11", what: "recorded", factor: 0.5 },
      { from, what: "recorded", factor: 2 },
    ];
    const months = monthly(crimesOf({ ...big, changes }));
    expect(
      total(months, "2022-11", "2023-10").recorded / total(months, "2021-11", "2022-10").recorded,
    ).toBeCloseTo(0.5, 1);
    expect(total(months, "2025-11").recorded / total(months, "2021-11", "2022-10").recorded).toBeCloseTo(
      1,
      1,
    );
  });

  function ratios(changed: Month, unchanged: Month): Record<Change["what"], number> {
    return {
      "victim-does-not-support":
        changed.doesNotSupport / changed.closed / (unchanged.doesNotSupport / unchanged.closed),
      charge: changed.charged / unchanged.charged,
      "charge-days": median(changed.daysToCharge) / median(unchanged.daysToCharge),
      "early-advice": changed.advised / changed.eligible / (unchanged.advised / unchanged.eligible),
      recorded: changed.recorded / unchanged.recorded,
    };
  }

  function within(crimes: Crime[], district: string): Crime[] {
    return crimes.filter(({ row }) => row.district === district);
  }

  function supportShare(crimes: Crime[], month: string): number {
    const { doesNotSupport, closed } = total(monthly(crimes), month, month);
    return doesNotSupport / closed;
  }
});

function crimesOf(options: Partial<ForceOptions>): Crime[] {
  return [...syntheticForce(options)].flatMap(({ cases, outcomes }) =>
    cases.map((row) => crimeOf(row, outcomes)),
  );
}

function written(options: Partial<ForceOptions>): { cases: string; outcomes: string } {
  const folder = temporaryFolder();
  const files = { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") };
  writeForce(options, files);
  return { cases: readFileSync(files.cases, "utf8"), outcomes: readFileSync(files.outcomes, "utf8") };
}

/** How many standard deviations a chi-square lies above its mean. */
function excess({ chi, freedom }: { chi: number; freedom: number }): number {
  return (chi - freedom) / Math.sqrt(2 * freedom);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((result, number) => result + number, 0);
}
