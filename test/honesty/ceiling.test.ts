import { expect, test } from "vitest";
import type { Definition } from "../../server/catalogue/definition.ts";
import type { SeenKpi } from "./batch.ts";
import { ceilingOf, normal } from "./ceiling.ts";

test("the normal distribution is that of the usual tables", () => {
  for (const [z, chance] of [
    [0, 0.5],
    [1, 0.8413447],
    [-1.959964, 0.025],
    [2.884, 0.998037],
  ] as const) {
    expect(normal(z)).toBeCloseTo(chance, 5);
  }
});

test("seven months of 15 charges a month cannot show a quarter more in nine forces of ten, nor of 30, but of 100 they can", () => {
  const ceiling = (level: number) => ceilingOf({ what: "charge", factor: 1.25 }, "2025-01", [charges(level)]);
  // 0.25 × √(7 × 15) = 2.56 standard deviations, less 2.88 that a false name in 260 asks for.
  expect(ceiling(15)).toBeCloseTo(normal(2.5617 - 2.8905), 2);
  expect(ceiling(30)).toBeLessThan(0.9);
  expect(ceiling(100)).toBeGreaterThan(0.99);
});

test("the best of several measures counts, and months before the change tell nothing", () => {
  const planted = { what: "charge", factor: 0.75 } as const;
  expect(ceilingOf(planted, "2025-01", [charges(15), charges(100)])).toBe(
    ceilingOf(planted, "2025-01", [charges(100)]),
  );
  expect(ceilingOf(planted, "2025-08", [charges(100)])).toBe(0);
});

/** Two years of so many charges each month, and seven months more. */
function charges(level: number): SeenKpi {
  const months = Array.from({ length: 31 }, (_, at) => ({
    force: "0",
    month: `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
    value: level,
    weight: null,
    p75: null,
    mean: null,
    deviation: null,
    signal: "none" as const,
    direction: null,
    change: null,
  }));
  return { definition: { id: "charges", kind: "count" } as Definition, months };
}
