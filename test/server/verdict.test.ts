import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Point } from "../../server/contract/series.ts";
import type { Change } from "../../server/measures/change-rule.ts";
import { judge } from "../../server/measures/verdict.ts";
import type { Definition } from "../../server/model/definition.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver } from "../support/app.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

/** Recorded crimes by month: steady around 20, then eight months near 12. */
const monthly = [
  20, 23, 18, 21, 24, 19, 22, 17, 20, 23, 19, 21, 18, 22, 20, 24, 12, 13, 11, 12, 13, 11, 12, 13,
];
const cases: Row[] = monthly.flatMap((count, index) =>
  Array.from({ length: count }, (_, n) => ({
    crime_ref: `A${index}-${n}`,
    recorded_date: `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-15`,
    offence_code: "19C",
  })),
);

let snapshot: Snapshot & { close: () => void };
beforeAll(async () => {
  snapshot = await snapshotOf({ cases, outcomes: [], asAt: "2025-12-31" });
});
afterAll(() => snapshot.close());

async function series(query = "", settings = {}) {
  const response = await appOver(snapshot, settings).request(`/api/kpis/recorded-crimes/series?${query}`);
  return response.json();
}

describe("the verdict of a series", () => {
  test("a change is named with its first month, from what to what and how many crimes that is; a count without direction is neutral", async () => {
    const { verdict, limits } = await series();
    expect(verdict).toMatchObject({
      variation: "neutral",
      signal: "shift",
      direction: "down",
      month: "2025-12",
      since: "2025-07",
      months: 6,
      words: "6 months lower than a year before",
    });
    expect(verdict.reading).toBe(
      "Lower over 6 months (Jul to Dec 2025): 12 crimes a month, against 20 crimes a month in the same months a year before, 50 crimes fewer than at that level. Latest 13 crimes.",
    );
    expect(limits.mean).toBeCloseTo(monthly.reduce((sum, value) => sum + value) / 24, 9);
    expect(limits.from).toBe("2024-01");
  });

  test("cropping the period changes no limit and no signal", async () => {
    const whole = await series();
    const cropped = await series("from=2025-01&to=2025-06");
    expect(cropped.points).toEqual(whole.points.slice(12, 18));
  });

  test("new limits from a re-basing; fewer than twelve months after it have none, and it says so", async () => {
    const { points, verdict, annotations } = await series("", {
      annotations: [{ month: "2025-05", title: "New recording rules", rebase: true }],
    });
    expect(annotations).toEqual([{ month: "2025-05", title: "New recording rules", rebase: true }]);
    expect(points[15].spc.signal).toBe("none");
    expect(points[16].spc).toBeNull();
    expect(verdict.reading).toContain("Fewer than 12 months");
  });

  test("a filter has its own limits, a split has none", async () => {
    const { points } = await series("split=district");
    expect(points.every(({ spc }: { spc: unknown }) => spc === null)).toBe(true);
  });
});

describe("the months in a row that a verdict names", () => {
  const definition = { kind: "count", unit: "crimes", better: "lower", headline: true } as Definition;
  const monthsOf2025 = (months: number[], pointOf: (place: number) => [number, string, string | null]) =>
    months.map((month, place) => {
      const [value, signal, direction] = pointOf(place);
      const spc = { mean: 10, lower: 2, upper: 18, signal, direction };
      return { month: `2025-${String(month).padStart(2, "0")}`, value, spc } as Point;
    });
  const verdict = (points: Point[]) => judged(definition, points).verdict;

  test("are not counted across a missing month", () => {
    const withoutMarch = [1, 2, 4, 5, 6, 7, 8, 9, 10];
    const points = monthsOf2025(withoutMarch, (place) => [
      12,
      place < 2 ? "none" : "shift",
      place < 2 ? null : "up",
    ]);
    expect(verdict(points)).toMatchObject({ since: "2025-04", months: 7 });
    expect(verdict(points).reading).toBe(
      "Seven months in a row above the average of 10, since April 2025. That alone is no change yet: look again with the next month.",
    );
  });

  test("are all the months that rise, one beyond a limit among them", () => {
    const rising = [4, 1, 3, 9, 10, 11, 12, 13];
    const points = monthsOf2025([1, 2, 3, 4, 5, 6, 7, 8], (place) => [
      rising[place] ?? 0,
      place === 0 ? "none" : place === 1 ? "outside" : "trend",
      place === 0 ? null : place === 1 ? "down" : "up",
    ]);
    expect(verdict(points)).toMatchObject({ signal: "trend", since: "2025-02", months: 7 });
    expect(verdict(points).reading).toMatch(/^Seven months in a row rising to August 2025/);
  });
});

describe("one verdict", () => {
  const definition = { kind: "share", unit: "share", better: "higher", headline: true } as Definition;
  const change = {
    since: "2024-07",
    month: "2024-12",
    months: 6,
    before_months: 24,
    before: 0.23,
    after: 0.35,
    crimes: 300,
    score: 6,
  };
  /** Two years around 30 %; the last month as given. */
  const points = (signal = "none", direction: string | null = null, marked = 0) =>
    Array.from({ length: 24 }, (_, place) => {
      const month = `${2023 + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, "0")}`;
      const isLast = place === 23;
      const isMarked = !isLast && place >= 23 - marked;
      const spc = {
        ...{ mean: 0.3, lower: 0.2, upper: 0.4 },
        signal: isLast ? signal : isMarked ? "shift" : "none",
        direction: isLast ? direction : isMarked ? "down" : null,
      };
      return { ...usable, month, value: isLast && direction === "down" ? 0 : 0.31, spc } as Point;
    });

  test("is the change that the rule names, with its first month, its size and the crimes behind it", () => {
    expect(judged(definition, points(), change).verdict).toMatchObject({
      variation: "improvement",
      direction: "up",
      since: "2024-07",
      month: "2024-12",
      words: "6 months higher than before",
      reading:
        "Higher over 6 months (Jul to Dec 2024): 35.0%, against 23.0% in the 24 months before, 36 crimes more than at that level. Latest 31.0%.",
    });
  });

  test("is to look again where the latest month lies against the change", () => {
    expect(judged(definition, points("outside", "down"), change).verdict).toMatchObject({
      variation: "look-again",
      direction: "down",
      since: "2024-12",
      words: "6 months higher than before, but below the lower limit",
      reading: expect.stringMatching(
        /^Higher over 6 months .* December 2024 is below the usual range, at 0.0% against the average of 30.0%\. That alone/,
      ),
    });
  });

  test("is to look again where one month signals and the rule names nothing", () => {
    const quiet = { ...change, score: 1 };
    expect(judged(definition, points("outside", "up"), quiet).verdict.variation).toBe("look-again");
    expect(judged(definition, points(), quiet).verdict).toMatchObject({
      variation: "common-cause",
      direction: null,
      since: null,
      words: "within usual range",
    });
  });

  test("is as usual after a year of marks, and says so", () => {
    expect(judged(definition, points("none", null, 9)).verdict).toMatchObject({
      variation: "common-cause",
      words: "within usual range; most of the last year was below average",
      reading: expect.stringContaining("9 of the last 12 months were marked below the average."),
    });
  });

  test("names no measure that the flight deck does not lead with", () => {
    const further = { ...definition, headline: false };
    expect(judged(further, points(), change).verdict).toMatchObject({
      variation: "look-again",
      direction: "up",
    });
  });

  test("depends on the last month of the period alone, unless the period holds no month that may be judged", () => {
    const whole = judged(definition, points("outside", "up"), change);
    for (const from of ["2023-07", "2024-06", "2024-12"])
      expect(judged(definition, points("outside", "up"), change, { from, to: "2025-03" })).toEqual(whole);
    const none = judged(definition, points(), change, { from: "2025-01", to: "2025-03" });
    expect(none).toMatchObject({ latest: null, limits: null, target: 0.4 });
    expect(none.verdict).toMatchObject({
      variation: "none",
      reading: "No month of the period can be judged yet, so no limits are drawn.",
    });
  });

  test("is none where months are hidden, and no month is the latest where later ones are hidden", () => {
    const hidden = points().map((point, place) =>
      place > 20 ? { ...point, value: null, suppressed: true, spc: null } : { ...point, spc: null },
    );
    const { latest, verdict } = judge(
      { definition: { ...definition, words }, points: hidden, withheld: "hidden", change: null, targets: [] },
      { from: "2023-01", to: "2024-12" },
      "2024-12",
    );
    expect(latest).toBeNull();
    expect(verdict.reading).toMatch(/^Some months have too few to show, so no limits/);
  });
});

const words = { one: "crime", many: "crimes" };
const usable = { complete: true, mature: true, ramp_up: false, suppressed: false };

function judged(
  definition: Definition,
  points: Point[],
  change: Change | null = null,
  period = { from: "2023-01", to: "2025-12" },
) {
  const shown = points.map((point) => ({ ...usable, ...point }));
  const targets = [{ from: "2024-01", value: 0.4 }];
  return judge(
    { definition: { ...definition, words }, points: shown, withheld: null, change, targets },
    period,
    "2025-12",
  );
}
