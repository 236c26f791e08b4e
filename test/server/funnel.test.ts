import { expect, test } from "vitest";
import { appOver } from "../support/app.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

/** The attrition funnel: every milestone by its own date, all within one age. */

test("a charge infers no early advice and no submission: of 40 crimes 20 were charged, 5 submitted and 1 advised", async () => {
  const cases = Array.from({ length: 40 }, (_, n) =>
    crime(n, {
      suspect_identified: n < 30 ? "yes" : "no",
      early_advice_date: n === 0 ? "2024-02-01" : "",
      submission_date: n < 5 ? "2024-03-01" : "",
    }),
  );
  const outcomes = cases.slice(0, 20).map(({ crime_ref }) => charge(crime_ref, "2024-06-01"));
  const funnel = await read(cases, outcomes);
  expect(funnel).toMatchObject({ age: 365, left_out: 0, early_advice: 1, skipped: 15 });
  expect(reached(funnel)).toEqual({
    recorded: 40,
    "suspect-identified": 30,
    submitted: 5,
    charged: 20,
  });
  expect(funnel.stages[1].title).toBe("Suspect identified, at any time");
});

test("what came on the day of that age counts and a day later does not, and a suspect may be named before recording", async () => {
  const cases = [
    crime(0, dates("2025-01-09", "2025-01-09", "2025-01-09")),
    crime(1, dates("2025-01-10", "2025-01-10", "2025-01-10")),
    crime(2, dates("2024-01-09", "2024-01-09", "2024-01-09")),
    crime(3, { suspect_identified: "yes" }),
  ];
  const outcomes = [charge("F0", "2025-01-09"), charge("F1", "2025-01-10")];
  const funnel = await read(cases, outcomes);
  expect(reached(funnel)).toEqual({ recorded: 4, "suspect-identified": 2, submitted: 1, charged: 1 });
  expect(funnel).toMatchObject({ early_advice: 1, skipped: 0, missing: [] });
});

test("crimes without a usable date and those younger than the age are left out and counted", async () => {
  const cases = [
    crime(0),
    crime(1),
    crime(2),
    { ...crime(3), recorded_date: "2025-12-31" },
    { ...crime(4), recorded_date: "2026-01-01" },
    { ...crime(5), cancelled_code: "C3" },
  ];
  const outcomes = [
    { crime_ref: "F1", outcome_code: "16", outcome_date: "" },
    charge("F2", "2024-01-09"),
    charge("F4", "2026-01-01"),
  ];
  const funnel = await read(cases, outcomes);
  expect(funnel).toMatchObject({ cohort: { crimes: 2 }, left_out: 3 });
  expect(await read(cases, outcomes, "?age=364")).toMatchObject({ cohort: { crimes: 3 }, left_out: 2 });
});

test("a stage that the files do not hold is left out, skipped by none and named", async () => {
  const funnel = await read([crime(0), crime(1)], [charge("F0", "2024-06-01")]);
  expect(reached(funnel)).toEqual({ recorded: 2, charged: 1 });
  expect(funnel).toMatchObject({ early_advice: null, skipped: 0 });
  expect(funnel.missing).toEqual(["suspect_identified_date", "submission_date", "early_advice_date"]);
});

function crime(n: number, more: Row = {}): Row {
  return { crime_ref: `F${n}`, recorded_date: "2024-01-10", offence_code: "19C", ...more };
}

function dates(suspect_identified_date: string, submission_date: string, early_advice_date: string): Row {
  return { suspect_identified_date, submission_date, early_advice_date };
}

function charge(crime_ref = "", outcome_date = ""): Row {
  return { crime_ref, outcome_code: "1", outcome_date };
}

async function read(cases: Row[], outcomes: Row[], query = "") {
  const snapshot = await snapshotOf({ cases, outcomes, asAt: "2026-12-31" });
  const answer = await appOver(snapshot).request(`/api/funnel${query}`);
  const funnel = await answer.json();
  snapshot.close();
  return funnel;
}

function reached({ stages }: { stages: { id: string; crimes: number }[] }): Record<string, number> {
  return Object.fromEntries(stages.map(({ id, crimes }) => [id, crimes]));
}
