import { expect, test } from "vitest";
import type { Definition } from "../../server/model/definition.ts";
import type { SeenKpi } from "./batch.ts";
import { chanceOf, distanceOf, distancesOf, evidenceToAsk, normal } from "./ceiling.ts";

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

test("a quarter of 15 charges a month lies 2.56 standard deviations away after seven months, and nothing before it counts", () => {
  expect(distanceOf(charges(15), "2025-01", 1.25)).toBeCloseTo(0.25 * Math.sqrt(7 * 15), 9);
  expect(distanceOf(charges(15), "2025-08", 1.25)).toBe(0);
  expect(distanceOf(charges(15), "2023-01", 1.25)).toBe(0);
  expect(distancesOf([charges(15), charges(60)])).toEqual(
    [15, 15, 60, 60].map((level) => expect.closeTo(0.25 * Math.sqrt(7 * level), 9)),
  );
});

test("the chance is that of a normal test: its power where something changed, its level where nothing did", () => {
  // Evidence of d²/2 asks for a difference of exactly d.
  expect(chanceOf(3, 4.5)).toBeCloseTo(0.5, 6);
  expect(chanceOf(-3, 4.5)).toBeCloseTo(normal(-3), 6);
  expect(chanceOf(0, 4.5)).toBe(0);
});

test("the evidence asked for gives the share of false names, shared by all measures", () => {
  const decks = [[2, 3, 5], [1], [4, 4]];
  const evidence = evidenceToAsk(decks, 0.05);
  const named = decks.map(
    (deck) => 1 - deck.reduce((quiet, each) => quiet * (1 - chanceOf(-each, evidence)), 1),
  );
  expect(named.reduce((sum, each) => sum + each, 0) / 3).toBeCloseTo(0.05, 5);
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
