import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Point } from "../../server/contract/series.ts";
import { verdictOf } from "../../server/measures/verdict.ts";
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
  test("a run below the mean is named with its length and its first month; a count without direction is neutral", async () => {
    const { verdict, limits } = await series();
    expect(verdict).toMatchObject({
      variation: "neutral",
      signal: "shift",
      direction: "down",
      since: "2025-05",
      months: 8,
    });
    expect(verdict.reading).toBe(
      "Eight months in a row below the average of 18, since May 2025: a signal, with no agreed direction.",
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
  const definition = { kind: "count", unit: "crimes", better: "lower" } as Definition;
  const monthsOf2025 = (months: number[], pointOf: (place: number) => [number, string, string | null]) =>
    months.map((month, place) => {
      const [value, signal, direction] = pointOf(place);
      const spc = { mean: 10, lower: 2, upper: 18, signal, direction };
      return { month: `2025-${String(month).padStart(2, "0")}`, value, spc } as Point;
    });
  const verdict = (points: Point[]) =>
    verdictOf(definition, { points, rare: [], withheld: null, change: null }, null);

  test("are not counted across a missing month", () => {
    const withoutMarch = [1, 2, 4, 5, 6, 7, 8, 9, 10];
    const points = monthsOf2025(withoutMarch, (place) => [
      12,
      place < 2 ? "none" : "shift",
      place < 2 ? null : "up",
    ]);
    expect(verdict(points)).toMatchObject({ since: "2025-04", months: 7 });
    expect(verdict(points).reading).toMatch(
      /^Seven months in a row above the average of 10, since April 2025/,
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
