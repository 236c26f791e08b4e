import { describe, expect, test } from "vitest";
import { type Bounded, pinned, tightenAll } from "../../server/attack/bounds.ts";
import { countsShownAs } from "../../server/attack/intervals.ts";
import type { Point } from "../../server/contract/series.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { showCount, showPoints, showShare } from "../../server/disclosure/release.ts";
import { exactView, releasedView, type View } from "../../server/disclosure/view.ts";

const settings = settingsSchema.parse({});
const released = releasedView(settings);
const officer: View = { exactness: "no-small-groups" };

describe("a count", () => {
  test("under 13 is hidden and any other is the nearest 5, when released: 10 would stand for 8 and 9 too", () => {
    for (let count = 0; count <= 200; count++) {
      const shown = showCount(count, released, false, "month");
      if (count < 13) expect(shown).toBeNull();
      else {
        expect((shown ?? 0) % 5).toBe(0);
        expect(Math.abs((shown ?? 0) - count)).toBeLessThanOrEqual(2);
      }
    }
  });

  test("of 1 to 4 in a group is kept from officers, and nothing else is", () => {
    expect([0, 1, 4, 5].map((count) => showCount(count, officer, true, "month"))).toEqual([0, null, null, 5]);
    expect(showCount(3, officer, false, "month")).toBe(3);
    expect(showCount(3, exactView, true, "month")).toBe(3);
  });

  test("of more than a month is the nearest 20: totals and stocks overlap with months", () => {
    expect([12, 13, 27, 28, 137].map((count) => showCount(count, released, false, "total"))).toEqual([
      null,
      20,
      20,
      40,
      140,
    ]);
  });

  test("of a group is the nearest 10, and hidden under 15, where it would stand for counts under 10 too", () => {
    expect([9, 14, 15, 24, 25].map((count) => showCount(count, released, true, "month"))).toEqual([
      null,
      null,
      20,
      20,
      30,
    ]);
  });

  test("of more than a month tells no more than that of a month, where both are shown of the same count", () => {
    for (const isGroup of [false, true]) {
      const totals = new Map<number | null, Set<number | null>>();
      for (let count = 0; count <= 400; count++) {
        const month = showCount(count, released, isGroup, "month");
        totals.set(month, (totals.get(month) ?? new Set()).add(showCount(count, released, isGroup, "total")));
      }
      expect([...totals.values()].filter(({ size }) => size > 1)).toEqual([]);
    }
  });

  test("what is hidden in one month is hidden over more of them, or few closed would follow from recorded and open", () => {
    expect([12, 13].map((count) => showCount(count, released, false, "total"))).toEqual([null, 20]);
    expect([14, 15].map((count) => showCount(count, released, true, "total"))).toEqual([null, 20]);
  });

  test("thresholds can be raised, not lowered", () => {
    const raised = releasedView(settingsSchema.parse({ small_numbers: { hide_under: 20, round_to: 10 } }));
    expect([19, 20, 24, 36].map((count) => showCount(count, raised, false, "month"))).toEqual([
      null,
      null,
      null,
      40,
    ]);
    for (const small_numbers of [
      { hide_under: 9 },
      { round_to: 1 },
      { round_to: 7 },
      { round_totals_to: 5 },
      { round_days_to: 1 },
    ])
      expect(settingsSchema.safeParse({ small_numbers }).success).toBe(false);
  });
});

describe("the groups of a month beside their whole", () => {
  type Named = Bounded & { name: string };
  type NamedSum = { whole: Named; parts: Named[] };
  const cell = (name: string, truth: number, isGroup: boolean): Named => {
    const show = (count: number) => showCount(count, released, isGroup, "month");
    return { name, truth, known: countsShownAs(show(truth), show) };
  };
  const row = (counts: number[], areGroups = true): NamedSum => ({
    whole: cell(
      "whole",
      counts.reduce((sum, count) => sum + count, 0),
      false,
    ),
    parts: counts.map((count, place) => cell(`group ${place}`, count, areGroups)),
  });
  const found = (sums: NamedSum[]) => {
    tightenAll(sums);
    return pinned(sums.flatMap(({ parts }) => parts)).map(({ name }) => name);
  };

  test("leave hidden groups room, two or three of them, and so do the stages of a funnel", () => {
    const counts = Array.from({ length: 30 }, (_, count) => count);
    const pairs = counts.flatMap((one) => counts.map((other) => [one, other]));
    for (const pair of pairs) {
      expect(found([row(pair)]), pair.join(" + ")).toEqual([]);
      expect(found([row(pair, false)]), `stages of ${pair.join(" + ")}`).toEqual([]);
      for (const third of [1, 3, 9, 12, 17])
        expect(found([row([...pair, third])]), [...pair, third].join(" + ")).toEqual([]);
    }
  });

  test("leave them room between a numerator and its denominator: 12, 9, 9 and 3 of 18, 18, 18 and 3", () => {
    const numerator = row([12, 9, 9, 3]);
    const denominator = row([18, 18, 18, 3]);
    const rests = denominator.parts.map((whole, place): NamedSum => {
      const part = numerator.parts[place] ?? whole;
      const known = { low: 0, high: Number.POSITIVE_INFINITY };
      return { whole, parts: [part, { name: "rest", truth: whole.truth - part.truth, known }] };
    });
    expect(found([numerator, denominator, ...rests])).toEqual([]);
  });
});

describe("a released share", () => {
  test("comes from rounded parts and is hidden when either part is", () => {
    expect(showShare(14, 33, released, false, "month")).toEqual({
      numerator: 15,
      denominator: 35,
      value: 15 / 35,
    });
    expect(showShare(9, 33, released, false, "month")).toEqual({
      numerator: null,
      denominator: 35,
      value: null,
    });
  });

  test("is never 100 %, which rounded counts cannot tell: 26 of 41 and 92 of 103 were shown as all", () => {
    for (let denominator = 0; denominator <= 150; denominator++)
      for (let numerator = 0; numerator <= denominator; numerator++)
        for (const isGroup of [false, true])
          for (const extent of ["month", "total"] as const) {
            const { value } = showShare(numerator, denominator, released, isGroup, extent);
            if (value !== null) expect(value > 0 && value < 1, `${numerator} of ${denominator}`).toBe(true);
          }
    expect(showShare(41, 41, exactView, true, "total").value).toBe(1);
  });
});

describe("a released duration", () => {
  const point: Point = {
    month: "2026-01",
    split: null,
    numerator: null,
    denominator: 10,
    value: 203,
    p75: 287,
    p90: 411,
    undated: null,
    mature: null,
    ramp_up: false,
    complete: true,
    suppressed: false,
    parts: null,
    spc: null,
  };
  const show = (crimes: number) =>
    showPoints(
      [{ ...point, denominator: crimes }],
      { unit: "days", isStock: false, isGroup: false, lastMonth: "2026-01" },
      released,
    )[0];

  test("is a median of 13 or more, to 5 days", () => {
    expect(show(12)).toMatchObject({ denominator: null, value: null, suppressed: true });
    expect(show(13)).toMatchObject({ denominator: 15, value: 205, suppressed: false });
  });

  test("never comes near the longest: upper quantiles need 10 crimes beyond them", () => {
    expect(show(39)).toMatchObject({ p75: null, p90: null });
    expect(show(40)).toMatchObject({ p75: 285, p90: null });
    expect(show(100)).toMatchObject({ p75: 285, p90: 410 });
  });
});
