import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

  test("a filter has limits of its own, a split has none", async () => {
    const { points } = await series("split=district");
    expect(points.every(({ spc }: { spc: unknown }) => spc === null)).toBe(true);
  });
});
