import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { bothOf, bothOfSample, type Compared } from "../support/sample.ts";
import { usableMonths } from "./breakdown.ts";
import { compareBreakdown } from "./compare-breakdown.ts";
import { dirtyData } from "./dirty.ts";
import { medianInterval, wilson } from "./intervals.ts";
import { kpiIds } from "./kpi-rules.ts";
import type { Filters } from "./kpis.ts";

describe("published figures", () => {
  test("Wilson's interval is that of Newcombe (1998), table I", () => {
    expect(rounded(wilson(81, 263))).toEqual([0.2553, 0.3662]);
    expect(rounded(wilson(15, 148))).toEqual([0.0624, 0.1605]);
    expect(rounded(wilson(0, 20))).toEqual([0, 0.1611]);
    expect(rounded(wilson(1, 29))).toEqual([0.0061, 0.1718]);
  });

  test("a median's interval is that of the usual tables: 2nd to 9th of 10, 6th to 15th of 20", () => {
    const first = (size: number) => Array.from({ length: size }, (_, at) => at + 1);
    expect(medianInterval(first(5))).toBeUndefined();
    expect(medianInterval(first(10))).toEqual({
      lower: 2,
      upper: 9,
      coverage: expect.closeTo(0.978515625, 9),
    });
    expect(medianInterval(first(20))).toMatchObject({
      lower: 6,
      upper: 15,
      coverage: expect.closeTo(0.9586, 4),
    });
  });
});

describe("every breakdown of the sample, worked out a second time in plain TypeScript", () => {
  let both: Compared;
  beforeAll(async () => {
    both = await bothOfSample();
  });

  test.each(kpiIds)("%s", async (id) => {
    await compareBreakdown(both, id, "district", {});
    const northern: Filters = { district: ["Port Ellery", "Hexcombe"] };
    await compareBreakdown(both, id, "suspect_identified", northern, { from: "2024-01", to: "2025-06" });
  });
});

test("every breakdown of generated dirty data, too", async () => {
  await fc.assert(
    fc.asyncProperty(dirtyData(), async (data) => {
      const both = await bothOf(data);
      for (const id of kpiIds) {
        const usable = usableMonths(both.plain, id);
        const middle = usable[Math.floor(usable.length / 2)];
        if (middle) await compareBreakdown(both, id, "team", {}, { from: middle });
        else await compareBreakdown(both, id, "district", {});
      }
      both.snapshot.close();
    }),
    { numRuns: 6, seed: 20261124, interruptAfterTimeLimit: 40_000 },
  );
});

function rounded({ lower, upper }: { lower: number; upper: number }): number[] {
  return [lower, upper].map((value) => Math.round(value * 1e4) / 1e4);
}
