import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createDatabase, readQuery, select } from "../../server/engine/database.ts";
import { places, root } from "../../server/places.ts";
import { appOver } from "../support/app.ts";
import { snapshotOf } from "../support/snapshot.ts";

/** Event times with the curves that R's survival package gives for them (status 0 censored, 1, 2 and 3 endings). */
const reference = z
  .object({
    data: z.array(z.object({ t: z.number(), s: z.number() })),
    times: z.array(z.number()),
    aj: z.record(z.string(), z.array(z.number())),
  })
  .parse(JSON.parse(readFileSync(join(root, "test/queries/incidence-cases.json"), "utf8")));
const groupOf = ["open", "charged", "withdrew", "other"];

const rowSchema = z.object({
  day: z.number(),
  outcome_group: z.string(),
  at_risk: z.number(),
  open: z.number(),
  open_lower: z.number(),
  open_upper: z.number(),
  incidence: z.number(),
  standard_error: z.number(),
  lower: z.number(),
  upper: z.number(),
});

const database = await createDatabase(":memory:");
const connection = await database.connect();
beforeAll(() =>
  connection.run(
    "create table cohort (days integer, outcome_group varchar, is_undated boolean, split varchar)",
  ),
);
afterAll(() => {
  connection.closeSync();
  database.closeSync();
});

async function curves(crimes: { t: number; s: number }[], fewestAtRisk = 1) {
  await connection.run("delete from cohort");
  const appender = await connection.createAppender("cohort");
  for (const { t, s } of crimes) {
    appender.appendInteger(t);
    appender.appendVarchar(groupOf[s] ?? "");
    appender.appendBoolean(false);
    appender.appendVarchar("whole");
    appender.endRow();
  }
  appender.closeSync();
  const sql = readQuery(places.queries, "measures/incidence.sql");
  return select(connection, sql, { horizon: 730, fewest_at_risk: fewestAtRisk }, rowSchema);
}

describe("cumulative incidence with competing outcomes", () => {
  test("gives what R's survival gives, standard errors of the charged included, to 1e-9", async () => {
    const rows = await curves(reference.data);
    reference.times.forEach((time, index) => {
      for (const group of ["charged", "withdrew", "other"]) {
        const row = rows.find(({ day, outcome_group }) => day === time && outcome_group === group);
        expect(row?.incidence).toBeCloseTo(reference.aj[group]?.[index] ?? Number.NaN, 9);
        expect(row?.open).toBeCloseTo(reference.aj.open?.[index] ?? Number.NaN, 9);
        if (group === "charged")
          expect(row?.standard_error).toBeCloseTo(reference.aj.se_charged?.[index] ?? Number.NaN, 9);
      }
    });
  });

  test("every day's shares add up to 1, and the bands hold their curves within 0 to 1", async () => {
    const rows = await curves(reference.data);
    for (let day = 0; day <= 365; day += 1) {
      const today = rows.filter((row) => row.day === day);
      expect(today.reduce((sum, { incidence }) => sum + incidence, today[0]?.open ?? 0)).toBeCloseTo(1, 12);
      for (const { lower, incidence, upper, open_lower, open, open_upper } of today) {
        expect(0 <= lower && lower <= incidence && incidence <= upper && upper <= 1).toBe(true);
        expect(0 <= open_lower && open_lower <= open && open <= open_upper && open_upper <= 1).toBe(true);
      }
    }
  });

  test("ends after the last day with at least ten at risk just before that day's events", async () => {
    const rows = await curves(reference.data, 10);
    const remaining = (day: number) => reference.data.filter(({ t }) => t >= day).length;
    const last = Math.max(...rows.map(({ day }) => day));
    expect(remaining(last)).toBeGreaterThanOrEqual(10);
    expect(remaining(last + 1)).toBeLessThan(10);
  });

  test("nobody open: the curves reach 1 and the variance stays finite", async () => {
    const rows = await curves([
      { t: 0, s: 1 },
      { t: 5, s: 2 },
      { t: 5, s: 1 },
    ]);
    const last = rows.filter(({ day }) => day === 5);
    expect(last.map(({ incidence }) => incidence).sort()).toEqual([
      expect.closeTo(1 / 3, 12),
      expect.closeTo(2 / 3, 12),
    ]);
    expect(
      last.every(({ standard_error, lower, upper }) => [standard_error, lower, upper].every(Number.isFinite)),
    ).toBe(true);
  });
});

test("the API gives the curves and the funnel of the same cohort, undated crimes left out and counted, charged alike", async () => {
  const crime = (n: number, more = {}) => ({
    crime_ref: `A${n}`,
    recorded_date: "2025-01-10",
    offence_code: "19C",
    ...more,
  });
  const cases = [
    ...Array.from({ length: 20 }, (_, n) => crime(n, { suspect_identified: n < 10 ? "yes" : "no" })),
    crime(20, { submission_date: "2025-02-01" }),
    crime(21, { cancelled_code: "C2" }),
  ];
  const outcomes = [
    { crime_ref: "A0", outcome_code: "1", outcome_date: "2025-02-10" },
    { crime_ref: "A1", outcome_code: "16", outcome_date: "2025-01-15" },
    { crime_ref: "A2", outcome_code: "16", outcome_date: "" },
    { crime_ref: "A19", outcome_code: "18", outcome_date: "2025-01-10" },
    { crime_ref: "A18", outcome_code: "8", outcome_date: "2025-01-20" },
  ];
  const snapshot = await snapshotOf({ cases, outcomes, asAt: "2025-12-31" });
  const app = appOver(snapshot);
  const incidence = await (await app.request("/api/incidence?from=2025-01&to=2025-01&horizon=60")).json();
  expect(incidence.cohort).toEqual({ from: "2025-01", to: "2025-01", crimes: 21, undated: 1 });
  expect(incidence.days).toHaveLength(61);
  expect(incidence.groups["no-suspect"][0]).toBeCloseTo(1 / 20, 12);
  expect(incidence.groups.charged[30]).toBe(0);
  expect(incidence.groups.charged[31]).toBeCloseTo(1 / 20, 12);
  expect(incidence.open[60]).toBeCloseTo(16 / 20, 12);
  expect(incidence.bands.charged.upper[31]).toBeGreaterThan(1 / 20);

  expect(incidence.crimes.charged.slice(30, 32)).toEqual([0, 1]);
  expect(incidence.crimes.open[60]).toBe(16);

  const joined = await (await app.request("/api/incidence?from=2025-01&to=2025-01&endings=main")).json();
  expect(Object.keys(joined.groups).sort()).toEqual([
    "charged",
    "no-suspect",
    "other",
    "victim-does-not-support",
  ]);
  expect(joined.groups.other[60]).toBeCloseTo(incidence.groups["out-of-court"][60], 12);
  expect(joined.open).toEqual((await (await app.request("/api/incidence")).json()).open);

  const funnel = await (await app.request("/api/funnel?age=60")).json();
  expect(funnel).toMatchObject({ age: 60, cohort: { from: "2025-01", to: "2025-12", crimes: 20 } });
  expect(funnel).toMatchObject({ left_out: 1, early_advice: null, skipped: 2 });
  expect(funnel.missing).toEqual(["suspect_identified_date", "early_advice_date"]);
  expect(funnel.stages.map(({ id, crimes }: { id: string; crimes: number }) => [id, crimes])).toEqual([
    ["recorded", 20],
    ["suspect-identified", 9],
    ["submitted", 1],
    ["charged", 1],
  ]);
  const charged = funnel.stages.at(-1);
  expect(charged.crimes).toBe(incidence.crimes.charged[60]);
  expect(charged.share).toBeCloseTo(incidence.groups.charged[60], 12);
  snapshot.close();
});

test("a split gives each group the curves that it has alone, the largest first, and too small a group none", async () => {
  const cases = Array.from({ length: 40 }, (_, n) => ({
    crime_ref: `S${n}`,
    recorded_date: "2025-01-10",
    offence_code: "19C",
    district: n < 25 ? "North" : n < 37 ? "South" : "West",
  }));
  const outcomes = cases
    .filter((_, n) => n % 3 === 0)
    .map(({ crime_ref }, n) => ({
      crime_ref,
      outcome_code: "16",
      outcome_date: `2025-02-${String(n + 1).padStart(2, "0")}`,
    }));
  const snapshot = await snapshotOf({ cases, outcomes, asAt: "2025-12-31" });
  const app = appOver(snapshot);
  const read = async (query: string) => (await app.request(`/api/incidence?${query}`)).json();
  const { splits } = await read("split=district");
  expect(
    splits.map(({ split, cohort }: Record<string, { crimes: number }>) => [split, cohort?.crimes]),
  ).toEqual([
    ["North", 25],
    ["South", 12],
    ["West", 3],
  ]);
  for (const label of ["North", "South"]) {
    const { snapshot: _, splits: none, ...alone } = await read(`district=${label}`);
    expect(none).toEqual([]);
    expect(splits.find(({ split }: { split: string }) => split === label)).toEqual({
      split: label,
      ...alone,
    });
  }
  expect(splits[2]).toMatchObject({ days: [], groups: {} });
  expect((await read("split=district&district=South")).splits).toHaveLength(1);
  snapshot.close();
});
