import { describe, expect, test } from "vitest";
import { crime, outcome, pointOf, world } from "./hand-made.ts";
import { quantile } from "./quantile.ts";

describe("by month of charge", () => {
  const charges = world(
    "2024-06-30",
    [..."ABCDEFG"].map((ref) => crime(ref, "01/01/2024", ref === "G" ? { cancelled_code: "C1" } : {})),
    [
      outcome("A", "1", "11/05/2024", { charge_date: "01/05/2024" }),
      outcome("B", "1A", "11/05/2024"),
      outcome("C", "1", "31/05/2024"),
      outcome("D", "1", "01/06/2024"),
      outcome("E", "1", "31/05/2024", { charge_date: "31/12/2023" }),
      outcome("F", "1", ""),
      outcome("G", "1", "11/05/2024"),
    ],
  );

  test("time-to-charge: 121, 131 and 151 days have a median of 131, p75 141, p90 147", () => {
    expect(pointOf(charges, "time-to-charge", "2024-05")).toMatchObject({
      ...{ numerator: null, denominator: 3, value: 131, p75: 141 },
      ...{ undated: null, mature: null, parts: null },
    });
    expect(pointOf(charges, "time-to-charge", "2024-05")?.p90).toBeCloseTo(147, 12);
    expect(pointOf(charges, "time-to-charge", "2024-04")).toMatchObject({
      denominator: 0,
      value: null,
      p75: null,
    });
  });

  test("charges: counted by charge month with 1 and 1A apart, dated before recording or not", () => {
    expect(pointOf(charges, "charges", "2024-05")).toMatchObject({
      ...{ numerator: 3, denominator: null, value: 3, undated: null },
      parts: { "1": 2, "1A": 1 },
    });
    expect(pointOf(charges, "charges", "2024-04")).toMatchObject({ value: 0, parts: { "1": 0, "1A": 0 } });
    expect(charges.series("charges", { from: "2023-12" })[0]).toMatchObject({ value: 1 });
    expect(charges.list("charges", { month: "2024-05", counted: "numerator" })).toEqual(["A", "B", "C"]);
  });

  test("charge-rate-closed: every crime closed in the month, a charged one by the earlier of its dates", () => {
    const closed = world(
      "2024-06-30",
      [..."ABCDE"].map((ref) => crime(ref, "01/05/2024")),
      [
        outcome("A", "1", "31/05/2024", { charge_date: "01/01/2024" }),
        outcome("B", "16", "01/05/2024"),
        outcome("C", "77", "20/05/2024"),
        outcome("D", "15", ""),
        outcome("E", "15", "01/06/2024"),
      ],
    );
    expect(pointOf(closed, "charge-rate-closed", "2024-05")).toMatchObject({
      ...{ numerator: 0, denominator: 2, value: 0, undated: null, mature: null },
    });
  });
});

describe("counts and shares of records and cancellations", () => {
  const codes = ["", "C1", "C2", "c5", "N100", "N/A"];
  const recorded = world(
    "2024-03-31",
    codes.map((cancelled_code, at) => crime(`${at}`, "31/03/2024", { cancelled_code })),
  );

  test("recorded-crimes: only those without a cancelled code", () => {
    expect(pointOf(recorded, "recorded-crimes", "2024-03")).toMatchObject({ numerator: 2, value: 2 });
  });

  test("cancelled-crimes: C2 to C5 of themselves and the counted", () => {
    expect(pointOf(recorded, "cancelled-crimes", "2024-03")).toMatchObject({
      numerator: 2,
      denominator: 4,
      value: 0.5,
    });
    expect(recorded.list("cancelled-crimes", { month: "2024-03", counted: "numerator" })).toEqual(["2", "3"]);
  });
});

describe("victim does not support", () => {
  const closed = world(
    "2024-06-30",
    [..."ABCDEFG"].map((ref) => crime(ref, "01/05/2024")),
    [
      outcome("A", "14", "11/05/2024"),
      outcome("B", "16", "31/05/2024"),
      outcome("C", "16", "30/04/2024"),
      outcome("D", "18", "11/05/2024"),
      outcome("E", "15", "11/05/2024"),
      outcome("F", "88", "11/05/2024"),
      outcome("G", "16", "21/05/2024"),
    ],
  );

  test("victim-withdrawal: 14 and 16 of all closed, each apart", () => {
    expect(pointOf(closed, "victim-withdrawal", "2024-05")).toMatchObject({
      ...{ numerator: 3, denominator: 6, value: 0.5, parts: { "14": 1, "16": 2 } },
    });
    expect(closed.series("victim-withdrawal", { from: "2024-04" })[0]).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
  });

  test("victim-withdrawal-suspect-known: 16 of outcomes with a known suspect", () => {
    expect(pointOf(closed, "victim-withdrawal-suspect-known", "2024-05")).toMatchObject({
      numerator: 2,
      denominator: 3,
    });
  });

  test("time-to-victim-withdrawal: 10, 20 and 30 days", () => {
    expect(pointOf(closed, "time-to-victim-withdrawal", "2024-05")).toMatchObject({
      ...{ numerator: null, denominator: 3, value: 20, p75: 25, p90: 28 },
    });
    expect(closed.series("time-to-victim-withdrawal", { from: "2024-04" })[0]).toMatchObject({
      denominator: 0,
    });
  });
});

describe("by month of the event", () => {
  const advised = world(
    "2024-06-30",
    [
      crime("A", "01/05/2024", { early_advice_date: "11/05/2024", submission_date: "12/05/2024" }),
      crime("B", "01/05/2024", { early_advice_date: "31/05/2024", submission_date: "31/05/2024" }),
      crime("C", "01/05/2024", { early_advice_date: "30/04/2024", submission_date: "01/05/2024" }),
      crime("D", "01/05/2024", { submission_date: "31/05/2024", early_advice_sought: "unknown" }),
      crime("E", "01/05/2024", { early_advice_date: "01/07/2024", submission_date: "01/06/2024" }),
      crime("F", "20/05/2024", { early_advice_date: "11/05/2024" }),
      crime("G", "01/05/2024", { early_advice_date: "02/05/2024" }),
    ],
    [outcome("G", "15", "")],
  );

  test("early-advice-before-submission: the same day is not before", () => {
    expect(pointOf(advised, "early-advice-before-submission", "2024-05")).toMatchObject({
      numerator: 2,
      denominator: 4,
    });
    expect(pointOf(advised, "early-advice-before-submission", "2024-06")).toMatchObject({
      numerator: 0,
      denominator: 1,
    });
  });

  test("days-to-early-advice: 1, 10 and 30 days, none before recording, with or without a closing date", () => {
    expect(pointOf(advised, "days-to-early-advice", "2024-05")).toMatchObject({
      denominator: 3,
      value: 10,
      p75: 20,
      p90: 26,
    });
    expect(advised.list("days-to-early-advice", { month: "2024-05", counted: "denominator" })).toEqual([
      "A",
      "B",
      "G",
    ]);
  });
});

test("ramp-up ends after 24, 12 or 3 months from the begin of the data, whatever the scope", () => {
  const long = world("2026-06-30", [
    crime("cancelled", "15/12/2023", { cancelled_code: "C1" }),
    crime("first", "15/01/2024", { offence_code: "11A" }),
    crime("later", "15/03/2024"),
  ]);
  const rampUps = (["charges", "victim-withdrawal", "days-to-early-advice", "attrition"] as const).map(
    (id) => long.series(id).filter((point) => point.ramp_up).length,
  );
  expect(rampUps).toEqual([24, 12, 3, 0]);
  expect([long.firstMonth, long.lastCompleteMonth]).toEqual(["2024-01", "2026-06"]);
  expect(world("2024-02-28", [crime("A", "01/02/2024")]).lastCompleteMonth).toBe("2024-01");
  expect(world("2024-02-29", [crime("A", "01/02/2024")]).lastCompleteMonth).toBe("2024-02");
});

test("a quantile lies between order statistics as in R's type 7", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 20, 30, 40, 50], 0.75)).toBe(40);
  expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
  expect([quantile([7], 0.9), quantile([], 0.5)]).toEqual([7, null]);
});

test("a cohort's incidence uses days to charge, days to outcome and days open, without the undated", () => {
  const cohort = world(
    "2024-03-31",
    [...[..."ABCD"].map((ref) => crime(ref, "01/03/2024")), crime("E", "01/02/2024")],
    [
      outcome("A", "1", "31/03/2024", { charge_date: "06/03/2024" }),
      outcome("B", "16", "11/03/2024"),
      outcome("C", "15", ""),
    ],
  ).incidence({ from: "2024-03", to: "2024-03" });
  expect(cohort).toMatchObject({ crimes: 4, undated: 1 });
  expect(cohort.observations).toEqual([
    { days: 5, group: "charged" },
    { days: 10, group: "victim-does-not-support" },
    { days: 30, group: null },
  ]);
});
