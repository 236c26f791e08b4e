import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayOf } from "../../data/synthetic/days.ts";
import { syntheticForce } from "../../data/synthetic/force.ts";
import { readSeries } from "../../server/measures/series.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { exactKpiQuestion, usualChart } from "../support/questions.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";
import { type SeenDeck, seenDecks } from "./batch.ts";
import { asExportedOn } from "./exports.ts";
import { crimesPerMonthOfForces, simulatedForce } from "./forces.ts";
import { quantile, rateOfForces, rateOfMonths } from "./rates.ts";

const asAts = ["2023-12-31", "2024-01-31"];
const forces = [0, 1].map((number) => ({
  ...simulatedForce(3, number, [{ from: "2023-11", what: "early-advice", factor: 1.25 }]),
  months: 27,
  crimesPerMonth: 60,
  reopened: 0.3,
}));
const folder = mkdtempSync(join(tmpdir(), "flight-deck-honesty-test-"));

let decks: SeenDeck[];
beforeAll(async () => {
  decks = await seenDecks(forces, asAts, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("many forces on many dates by one import", () => {
  test.each([
    { force: 0, asAt: "2023-12-31" },
    { force: 1, asAt: "2024-01-31" },
  ])(
    "force $force as at $asAt is what an import of its export of that day gives",
    async ({ force, asAt }) => {
      const snapshot = await exportOf(force, asAt);
      const deck = decks.find((each) => each.force === force && each.asAt === asAt);
      let compared = 0;
      for (const { definition, months } of deck?.kpis ?? []) {
        const question = exactKpiQuestion(snapshot, definition.id);
        const { points, change } = await readSeries(question, measureQueries, usualChart);
        const usable = points.filter(
          ({ complete, mature, ramp_up, value }) =>
            complete && mature !== false && !ramp_up && value !== null,
        );
        expect(months.map(({ month, value }) => [month, value])).toEqual(
          usable.map(({ month, value }) => [month, closeTo(value)]),
        );
        expect(months.map(({ signal, direction }) => [signal, direction])).toEqual(
          usable.map(({ spc }) => [spc?.signal ?? "none", spc?.direction ?? null]),
        );
        expect(months.at(-1)?.change ?? null).toEqual(
          change && {
            ...change,
            before: closeTo(change.before),
            after: closeTo(change.after),
            score: closeTo(change.score),
          },
        );
        compared += months.length;
      }
      expect(compared).toBeGreaterThan(100);
      snapshot.close();
    },
  );

  test("an export holds nothing that happened after its day, and a crime that was closed later is open in it", () => {
    const day = dayOf("2023-06-30");
    const whole = [...syntheticForce(forces[0])];
    const then = whole.flatMap((crime) => asExportedOn(crime, day) ?? []);
    const dates = then.flatMap(({ cases, outcomes }) => [
      ...cases.flatMap((row) => [row.recorded_date, row.early_advice_date, row.submission_date]),
      ...outcomes.flatMap((row) => [row.outcome_date, row.charge_date, row.keyed_date]),
    ]);
    const known = dates
      .filter((text) => text !== "")
      .map((text) => dayOf(text.split("/").reverse().join("-")));
    expect(Math.max(...known)).toBe(day);
    const shorter = then.filter(
      ({ cases, outcomes }) =>
        outcomes.length > 0 &&
        outcomes.length <
          (whole.find((crime) => crime.cases[0]?.crime_ref === cases[0]?.crime_ref)?.outcomes.length ?? 0),
    );
    expect(shorter.length).toBeGreaterThan(5);
  });
});

describe("simulated forces", () => {
  test("are as large as the 43 of England and Wales, together as many crimes as these recorded", () => {
    expect(crimesPerMonthOfForces).toHaveLength(43);
    expect(12 * crimesPerMonthOfForces.reduce((sum, each) => sum + each, 0)).toBeCloseTo(194_683, 6);
    const sizes = Array.from({ length: 240 }, (_, number) => simulatedForce(1, number).crimesPerMonth);
    expect(new Set(sizes).size).toBe(43);
    expect(crimesPerMonthOfForces).toEqual(expect.arrayContaining(sizes));
  });
});

describe("rates", () => {
  test("months of one force are alike, so their interval is wider than that of as many forces", () => {
    const alike = Array.from({ length: 100 }, (_, force) => ({ hits: force < 5 ? 20 : 0, of: 20 }));
    const apart = Array.from({ length: 100 }, () => ({ hits: 1, of: 20 }));
    expect(rateOfMonths(alike)).toMatchObject({ share: 0.05, of: 2000 });
    expect(rateOfMonths(alike).high).toBeCloseTo(0.05 + 1.96 * Math.sqrt((0.05 * 0.95) / 99), 9);
    expect(rateOfMonths(apart).high).toBeCloseTo(0.05, 9);
    expect(rateOfMonths(Array(60).fill({ hits: 0, of: 24 })).high).toBeCloseTo(0.05, 9);
  });

  test("Wilson's interval of 9 of 10 is 59.6 to 98.2 %, and what never came is above every number", () => {
    const rate = rateOfForces(9, 10);
    expect([rate.low, rate.high].map((value) => value.toFixed(3))).toEqual(["0.596", "0.982"]);
    expect(quantile([3, Number.POSITIVE_INFINITY, 1, 2], 0.5)).toBe(2);
    expect(quantile([3, Number.POSITIVE_INFINITY, 1, 2], 0.9)).toBe(Number.POSITIVE_INFINITY);
  });
});

/** The force's export of the day, imported alone. */
async function exportOf(force: number, asAt: string): Promise<Snapshot & { close: () => void }> {
  const rows = [...syntheticForce(forces[force])].flatMap((crime) => asExportedOn(crime, dayOf(asAt)) ?? []);
  return snapshotOf({
    cases: rows.flatMap(({ cases }) => cases),
    outcomes: rows.flatMap(({ outcomes }) => outcomes),
    asAt,
  });
}

function closeTo(value: number | null) {
  return value === null ? null : expect.closeTo(value, 9);
}
