import { expect, test } from "vitest";
import { runSuite, type Suite } from "./suite.ts";

/** Tests a small seeded part of some suites of `npm run faults`. */
export function testFew(few: { suite: Suite; tries: number }[]): void {
  test.each(few)("$suite.title: $tries of them", async ({ suite, tries }) => {
    const { survived, failures } = await runSuite(suite, tries, 7);
    expect(failures).toEqual([]);
    expect([...survived.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(tries);
  });
}
