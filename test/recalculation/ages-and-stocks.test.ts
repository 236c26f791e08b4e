import { describe, expect, test } from "vitest";
import { crime, outcome, pointOf, world } from "./hand-made.ts";

describe("by month recorded, at a fixed age", () => {
  const recorded = world(
    "2025-01-31",
    [..."ABCDEFGH"].map((ref) => crime(ref, "31/01/2024", ref === "H" ? { cancelled_code: "N100" } : {})),
    [
      outcome("A", "1", "30/01/2025"),
      outcome("B", "1", "31/01/2025"),
      outcome("C", "16", "30/01/2025"),
      outcome("D", "14", "31/01/2025"),
      outcome("E", "1", "30/01/2024"),
      outcome("F", "15", ""),
      outcome("H", "1", "01/02/2024"),
    ],
  );

  test("charged-within-a-year: day 365 is within, day 366 is not, the undated stand beside", () => {
    expect(pointOf(recorded, "charged-within-a-year", "2024-01")).toMatchObject({
      ...{ numerator: 1, denominator: 5, value: 0.2, undated: 2, mature: true },
    });
    expect(pointOf(recorded, "charged-within-a-year", "2024-02")).toMatchObject({
      ...{ numerator: 0, denominator: 0, value: null, undated: 0, mature: false },
    });
  });

  test("attrition: closed without charge by day 365", () => {
    expect(pointOf(recorded, "attrition", "2024-01")).toMatchObject({
      ...{ numerator: 1, denominator: 5, undated: 2 },
    });
    expect(recorded.list("attrition", { month: "2024-01", counted: "numerator" })).toEqual(["C"]);
    expect(recorded.list("attrition", { month: "2024-01", counted: "denominator" })).toEqual([..."ABCDG"]);
  });

  test("victim-withdrawal-within-90-days: 14 or 16 by day 90", () => {
    const support = world(
      "2024-06-30",
      [..."ABCD"].map((ref) => crime(ref, "01/03/2024")),
      [
        outcome("A", "14", "30/05/2024"),
        outcome("B", "16", "31/05/2024"),
        outcome("C", "15", "02/03/2024"),
        outcome("D", "16", "28/02/2024"),
      ],
    );
    expect(pointOf(support, "victim-withdrawal-within-90-days", "2024-03")).toMatchObject({
      ...{ numerator: 1, denominator: 3, undated: 1, mature: true, parts: null },
    });
  });

  test("a month is mature from its last day plus the age, not a day before", () => {
    function matureAt(asAt: string): boolean | null | undefined {
      return pointOf(world(asAt, [crime("A", "01/03/2024")]), "victim-withdrawal-within-90-days", "2024-03")
        ?.mature;
    }
    expect([matureAt("2024-06-28"), matureAt("2024-06-29"), matureAt("2024-06-30")]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("early-advice-uptake: suspect identified, not known to be closed by day 28, advice on day 0 to 28", () => {
    const known = { suspect_identified: "yes" };
    const advice = world(
      "2024-06-30",
      [
        crime("day 0", "01/03/2024", { ...known, early_advice_date: "01/03/2024" }),
        crime("day 28", "01/03/2024", { ...known, early_advice_date: "29/03/2024" }),
        crime("day 29", "01/03/2024", { ...known, early_advice_date: "30/03/2024" }),
        crime("before", "01/03/2024", { ...known, early_advice_date: "29/02/2024" }),
        crime("closed on day 28", "01/03/2024", { ...known, early_advice_date: "02/03/2024" }),
        crime("closed on day 29", "01/03/2024", { ...known, early_advice_date: "02/03/2024" }),
        crime("sought unknown", "01/03/2024", { ...known, early_advice_sought: "Unknown" }),
        crime("sought blank", "01/03/2024", { ...known, early_advice_sought: "" }),
        crime("no suspect", "01/03/2024", { suspect_identified: "no" }),
        crime("suspect unknown", "01/03/2024", { suspect_identified: "" }),
        crime("undated", "01/03/2024", known),
        crime("undated and closed before", "01/03/2024", known),
        crime("charge undated, closed late", "01/03/2024", known),
      ],
      [
        outcome("closed on day 28", "15", "29/03/2024"),
        outcome("closed on day 29", "15", "30/03/2024"),
        outcome("undated", "15", ""),
        outcome("undated and closed before", "15", "29/02/2024"),
        outcome("charge undated, closed late", "1", "01/06/2024", { charge_date: "01/01/2024" }),
      ],
    );
    expect(pointOf(advice, "early-advice-uptake", "2024-03")).toMatchObject({
      ...{ numerator: 3, denominator: 9, value: 1 / 3, undated: 0, mature: true },
    });
  });
});

describe("stocks, at each month's end and at as-at in its own month", () => {
  const stock = world(
    "2025-02-15",
    [
      crime("old", "01/01/2024"),
      crime("new", "31/12/2024"),
      crime("closing", "01/12/2024"),
      crime("undated", "01/12/2024"),
      crime("latest", "15/02/2025"),
      crime("cancelled", "01/12/2024", { cancelled_code: "C2" }),
      crime("reopened", "16/02/2024"),
    ],
    [
      outcome("closing", "15", "31/01/2025"),
      outcome("undated", "15", ""),
      outcome("reopened", "1", "01/03/2024"),
      outcome("reopened", "0", "01/04/2024"),
    ],
  );

  test("open-investigations: recorded by then, not closed by then, reopened counts throughout", () => {
    const values = stock.series("open-investigations", { from: "2024-11", to: "2025-02" });
    expect(values.map(({ value }) => value)).toEqual([2, 4, 3, 4]);
    expect(values.map(({ complete }) => complete)).toEqual([true, true, true, false]);
    expect(values[1]).toMatchObject({ numerator: 4, denominator: null, undated: null, mature: null });
  });

  test("open-over-a-year: day 365 is not over a year, day 366 is", () => {
    const shares = stock.series("open-over-a-year", { from: "2024-12", to: "2025-02" });
    expect(shares.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [0, 4],
      [1, 3],
      [1, 4],
    ]);
    const dayLater = world("2025-02-16", [crime("reopened", "16/02/2024")]);
    expect(pointOf(dayLater, "open-over-a-year", "2025-02")).toMatchObject({ numerator: 1, value: 1 });
  });
});
