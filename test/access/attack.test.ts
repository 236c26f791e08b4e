import { expect, test } from "vitest";
import { settingsSchema } from "../../server/settings/settings.ts";
import { weakened } from "../faults/access-attack.ts";
import { countsShownAs, tightest } from "./attack/bounds.ts";
import { attackForce } from "./attack/forces.ts";

const rule = settingsSchema.parse({}).small_numbers;

test("the attacker's bounds are the tightest: two months and their total give the hidden one away", () => {
  const between = (low: number, high: number) => ({ low, high });
  const bounds = tightest(3, [
    { from: 0, to: 1, known: between(0, 9) },
    { from: 1, to: 2, known: between(20, 24) },
    { from: 0, to: 2, known: between(28, 28) },
  ]);
  expect(bounds).toEqual([between(4, 8), between(20, 24), between(28, 28)]);
});

test("the attacker reads a shown count as the counts that are shown so", () => {
  expect(countsShownAs(null, 10, 5)).toEqual({ low: 0, high: 9 });
  expect(countsShownAs(10, 10, 5)).toEqual({ low: 10, high: 12 });
  expect(countsShownAs(15, 10, 5)).toEqual({ low: 13, high: 17 });
  expect(countsShownAs(7, 5, 1)).toEqual({ low: 7, high: 7 });
});

test("nobody is found by subtraction from what viewers see of a force; under the weaker rule many are", async () => {
  const [strict, weak] = await attackForce(21, [rule, weakened]);
  expect(strict?.small).toBeGreaterThan(5000);
  expect(strict?.pinned).toEqual([]);
  expect(weak?.pinned.length).toBeGreaterThan(1000);
}, 300_000);
