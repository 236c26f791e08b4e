import { expect, test } from "vitest";
import { accessHostile } from "./access-hostile.ts";
import { accessLogTampered } from "./access-log.ts";
import { changing } from "./changing.ts";
import { disk } from "./disk.ts";
import { killsAtAnyTime, killsAtSteps } from "./kills.ts";
import { load } from "./load.ts";
import { mutated } from "./mutated.ts";
import { damaged } from "./snapshots.ts";
import { runSuite } from "./suite.ts";
import { together } from "./together.ts";

/** A small seeded part of `npm run faults`. */
const few = [
  { suite: killsAtSteps, tries: 5 },
  { suite: killsAtAnyTime, tries: 3 },
  { suite: disk, tries: 3 },
  { suite: together, tries: 1 },
  { suite: changing, tries: 4 },
  { suite: mutated, tries: 300 },
  { suite: damaged, tries: 10 },
  { suite: accessHostile, tries: 12 },
  { suite: accessLogTampered, tries: 20 },
  { suite: load, tries: 2 },
];

test.each(few)("$suite.title: $tries of them", async ({ suite, tries }) => {
  const { survived, failures } = await runSuite(suite, tries, 7);
  expect(failures).toEqual([]);
  expect([...survived.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(tries);
});
