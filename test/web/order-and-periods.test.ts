import { expect, test } from "vitest";
import { axisOf, spread } from "../../server/charts/scale.ts";
import { inOrder } from "../../server/wording/order.ts";
import { periodKeyOf, periodsOf } from "../../web/filters/periods.ts";
import { groupsByVolume } from "../../web/pages/kpi/groups-by-volume.ts";
import { givenKpi, givenPoint, givenSnapshot } from "./given.ts";

test("periods are the last years up to the last complete month, then financial years, the newest first", () => {
  const titles = periodsOf(givenSnapshot()).map(({ title }) => title);
  expect(titles).toEqual([
    "12 months to Oct 2026",
    "24 months to Oct 2026",
    "36 months to Oct 2026",
    "Financial year 2026/27 so far",
    "Financial year 2025/26",
    "Financial year 2024/25",
    "Financial year 2023/24",
    "Financial year 2022/23",
    "Financial year 2021/22, in part",
  ]);
});

test("an address with a period's own months names that period, any other months are the reader's own", () => {
  const periods = periodsOf(givenSnapshot());
  expect(periodKeyOf({}, periods)).toBe("all");
  expect(periodKeyOf({ from: "2025-04", to: "2026-03" }, periods)).toBe("year-2025");
  expect(periodKeyOf({ from: "2025-05", to: "2026-03" }, periods)).toBe("other");
});

test("KPIs stand by family, those that follow a cohort to a fixed age first and those not available last", () => {
  const kpis = [
    givenKpi({ id: "stock", family: "attrition", kind: "stock", matures_after_days: null }),
    givenKpi({ id: "gone", family: "attrition", available: false }),
    givenKpi({ id: "count", family: "attrition", kind: "count", matures_after_days: null }),
    givenKpi({ id: "victim", family: "victim-support" }),
    givenKpi({ id: "cohort", family: "attrition", matures_after_days: 365 }),
  ];
  expect(inOrder(kpis, (kpi) => kpi).map(({ id }) => id)).toEqual([
    "cohort",
    "count",
    "stock",
    "gone",
    "victim",
  ]);
});

test("groups are listed by number of crimes, never by performance, and those not known come last", () => {
  const points = [
    givenPoint("2026-10", { split: "Small", numerator: 9, denominator: 10, value: 0.9 }),
    givenPoint("2026-10", { split: "Large", numerator: 1, denominator: 90, value: 1 / 90 }),
    givenPoint("2026-10", { split: "unknown", numerator: 0, denominator: 500, value: 0 }),
  ];
  expect(groupsByVolume(points).map(({ value }) => value)).toEqual(["Large", "Small", "unknown"]);
});

test("an axis starts at nought unless that would squeeze the figures, and then says that it is cut", () => {
  expect(axisOf({ low: 0.1, high: 0.5 }, "share")).toMatchObject({ low: 0, isCut: false });
  expect(axisOf({ low: 0.8, high: 0.9 }, "share")).toMatchObject({ isCut: true });
  expect(axisOf({ low: 0.9, high: 1 }, "share").high).toBe(1);
  expect(axisOf(null, "days")).toMatchObject({ low: 0, isCut: false });
});

test("labels that would lie on each other are pushed apart in their order", () => {
  const placed = spread([{ at: 100 }, { at: 103 }, { at: 200 }], 17).map(({ at }) => at);
  expect((placed[1] ?? 0) - (placed[0] ?? 0)).toBeCloseTo(17);
  expect(placed[2]).toBe(200);
});
