import fc from "fast-check";
import { beforeAll, describe, test } from "vitest";
import { bothOf, bothOfSample, type Compared } from "../support/sample.ts";
import { compareDistribution, compareMix, compareOpen } from "./compare-outcomes.ts";
import { dirtyData } from "./dirty.ts";

describe("mixes and ages of the sample, worked out a second time in plain TypeScript", () => {
  let both: Compared;
  beforeAll(async () => {
    both = await bothOfSample();
  });

  test("outcomes by month, closed and recorded", async () => {
    await compareMix(both, "closed", {});
    await compareMix(both, "recorded", { district: ["Hexcombe"] });
  });

  test("open investigations by age and team, at the as-at date and at month ends", async () => {
    await compareOpen(both, {}, undefined);
    await compareOpen(both, { suspect_identified: ["yes", "unknown"] }, "2025-02");
  });

  test("how long it took to charge, in bins of 30 days and of 7", async () => {
    for (const binDays of [30, 7]) {
      await compareDistribution(both, "time-to-charge", binDays, { from: "2024-05", to: "2025-10" });
    }
  });
});

test("mixes and ages of generated dirty data, too", async () => {
  await fc.assert(
    fc.asyncProperty(dirtyData(), async (data) => {
      const both = await bothOf(data);
      for (const basis of ["closed", "recorded"] as const) await compareMix(both, basis, {});
      await compareOpen(both, {}, undefined);
      both.snapshot.close();
    }),
    { numRuns: 8, seed: 20261124, interruptAfterTimeLimit: 40_000 },
  );
});
