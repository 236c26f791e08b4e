import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import type { Verdict } from "../../server/contract/series.ts";
import { changeRule, isNamed } from "../../server/measures/change-rule.ts";
import { whatChanged } from "../../server/measures/what-changed.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver } from "../support/app.ts";
import { snapshotOf } from "../support/snapshot.ts";

/** A force in which, from December 2023, a quarter fewer crimes end because the victim does not support. */
let snapshot: Snapshot & { close: () => void };
beforeAll(async () => {
  const rows = forceRows({
    seed: 11,
    firstMonth: "2021-05",
    months: 40,
    asAt: "2024-08-15",
    crimesPerMonth: 300,
    changes: [{ from: "2024-01", what: "victim-does-not-support", factor: 0.75 }],
  });
  snapshot = await snapshotOf({ ...rows, asAt: "2024-08-15" });
});
afterAll(() => snapshot.close());

describe("what changed this month", () => {
  test("a change is named with its first month, its size and the months that it is compared with", async () => {
    const { changes } = await flightDeck();
    const named = changes.signals.find(({ kpi }: { kpi: string }) => kpi === "victim-withdrawal");
    expect(named).toMatchObject({
      since: "2024-02",
      month: "2024-07",
      months: 6,
      variation: "improvement",
      direction: "down",
    });
    expect(named.sentence).toMatch(
      /^Lower over 6 months \(Feb to Jul 2024\): \d\d\.\d%, against \d\d\.\d% in the 21 months before, \d+ crimes fewer than at that level\. Latest \d\d\.\d%\.$/,
    );
    expect(changes.signals.map(({ rank }: { rank: number }) => rank)).toEqual(
      changes.signals.map((_: unknown, index: number) => index + 1),
    );
    expect(changes.rule).toContain(`${changeRule.times} times`);
  });

  test("no maturing, ramp-up or part month is named, and what is not judged is said neither to have changed nor not to have", async () => {
    const { changes, tiles } = await flightDeck();
    for (const { kpi, since, month } of changes.signals) {
      const { points } = tiles.find((tile: { kpi: { id: string } }) => tile.kpi.id === kpi);
      const named = points.filter((point: { month: string }) => point.month >= since && point.month <= month);
      for (const point of named) expect(point).toMatchObject({ complete: true, ramp_up: false });
      for (const point of named) expect(point.mature).not.toBe(false);
    }
    const said = [...changes.signals.map(({ kpi }: { kpi: string }) => kpi), ...changes.quiet];
    const judged = tiles.filter(
      ({ kpi, verdict }: { kpi: { headline: boolean }; verdict: Verdict | null }) =>
        kpi.headline && verdict && verdict.variation !== "none",
    );
    expect(said.sort()).toEqual(judged.map(({ kpi }: { kpi: { id: string } }) => kpi.id).sort());
    expect(said).not.toContain("open-investigations");
  });

  test("the period asked for is the one judged: in the month before the change nothing had changed", async () => {
    const { changes } = await flightDeck("?to=2023-12");
    expect(changes.signals).toEqual([]);
    expect(changes.quiet).toContain("victim-withdrawal");
  });

  test("new limits from a re-basing begin the comparison and the chart anew", async () => {
    const rebased = { annotations: [{ month: "2024-01", title: "New policy", kpi: null, rebase: true }] };
    const { changes } = await flightDeck("", rebased);
    expect(changes.signals).toEqual([]);
    expect(changes.quiet.sort()).toEqual(["attrition", "charged-within-a-year"]);
  });
});

describe("the rule", () => {
  const change = {
    since: "2025-01",
    month: "2025-06",
    months: 6,
    before_months: 6,
    before: 20,
    after: 28.4,
    crimes: 6,
    score: changeRule.score,
  };
  const verdict: Verdict = {
    variation: "improvement",
    signal: "none",
    direction: "up",
    month: "2025-06",
    since: "2025-01",
    months: 6,
    assurance: null,
    words: "6 months higher than a year before",
    reading: "Higher over 6 months.",
  };

  test("a change is named where a quarter is so many times likelier than nothing, by the densities themselves", () => {
    const density = (z: number) => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const named = [0, 0];
    for (let moved = -0.6; moved <= 0.61; moved += 0.0137) {
      for (let score = 0.5; score < 8; score += 0.0917) {
        const quarterInErrors = (changeRule.size * score) / Math.abs(moved);
        const likelier = density(score - quarterInErrors) / density(score);
        const isFar = Math.abs(moved) >= changeRule.size && score >= changeRule.score;
        const difference = { before: 40, after: 40 * (1 + moved), score: score * Math.sign(moved) };
        expect(isNamed(difference)).toBe(likelier >= changeRule.times || isFar);
        named[Number(isNamed(difference))] = (named[Number(isNamed(difference))] ?? 0) + 1;
      }
    }
    expect(Math.min(...named)).toBeGreaterThan(1000);
  });

  test.each([
    { what: "a quarter by chance", with: { after: 25, score: 2.5 } },
    { what: "less than an eighth, however clear", with: { after: 22.4, score: 30 } },
    { what: "twice a few crimes, by chance", with: { after: 40, score: 3.4 } },
    { what: "nothing", with: { after: 20, score: 0 } },
  ])("$what is not named", ({ with: less }) => {
    expect(isNamed({ ...change, ...less })).toBe(false);
  });

  test("what changed is read from the verdicts: named, judged and not named, or neither", () => {
    const of = (id: string, variation: Verdict["variation"]) => ({
      id,
      change,
      verdict: { ...verdict, variation },
    });
    const { signals, quiet } = whatChanged([
      of("a", "improvement"),
      of("b", "look-again"),
      of("c", "common-cause"),
      of("d", "none"),
    ]);
    expect(signals).toEqual([
      {
        kpi: "a",
        since: "2025-01",
        month: "2025-06",
        months: 6,
        variation: "improvement",
        direction: "up",
        sentence: "Higher over 6 months.",
        rank: 1,
      },
    ]);
    expect(quiet).toEqual(["b", "c"]);
  });

  test("concern comes first, then improvement, then what has no agreed direction; in each the clearest", () => {
    const of = (id: string, variation: Verdict["variation"], score: number) => ({
      id,
      change: { ...change, score },
      verdict: { ...verdict, variation },
    });
    const { signals } = whatChanged([
      of("a", "neutral", 9),
      of("b", "improvement", 5),
      of("c", "concern", -4),
      of("d", "concern", 6),
    ]);
    expect(signals.map(({ kpi: id, variation }) => `${id} ${variation}`)).toEqual([
      "d concern",
      "c concern",
      "b improvement",
      "a neutral",
    ]);
  });
});

async function flightDeck(query = "", settings = {}) {
  const response = await appOver(snapshot, settings).request(`/api/flight-deck${query}`);
  return response.json();
}
