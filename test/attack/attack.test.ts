import fc from "fast-check";
import { expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { constraintsOf } from "../../server/attack/attack.ts";
import { type Cell, tightenAll } from "../../server/attack/bounds.ts";
import type { Fact, Facts } from "../../server/attack/facts.ts";
import { countsShownAs, type Interval } from "../../server/attack/intervals.ts";
import { usualAge } from "../../server/contract/attrition.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { showCount } from "../../server/disclosure/release.ts";
import type { View } from "../../server/disclosure/view.ts";
import { readCurves, readIncidence } from "../../server/measures/attrition.ts";
import { type When, wholePart } from "../../server/measures/counts.ts";
import { questionOf } from "../../server/measures/question.ts";
import { readFunnel, readFunnels } from "../../server/measures/stages.ts";
import { addMonths } from "../../server/wording/months.ts";
import { weakened } from "../faults/access-attack.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";
import { attackForce } from "./forces.ts";
import { tightest } from "./shortest-paths.ts";

const rule = settingsSchema.parse({}).small_numbers;
const between = (low: number, high: number): Interval => ({ low, high });

test("the bounds of shortest paths are the tightest: two months and their total give the hidden one away", () => {
  const bounds = tightest(3, [
    { from: 0, to: 1, known: between(0, 9) },
    { from: 1, to: 2, known: between(20, 24) },
    { from: 0, to: 2, known: between(28, 28) },
  ]);
  expect(bounds).toEqual([between(4, 8), between(20, 24), between(28, 28)]);
});

test("the attacker reads a shown count as the counts that are shown so", () => {
  const view = { exactness: "released", rule } as const;
  for (const isGroup of [false, true])
    for (const extent of ["month", "total"] as const)
      for (let count = 0; count < 200; count++) {
        const shown = showCount(count, view, isGroup, extent);
        const alike = Array.from({ length: 250 }, (_, each) => each).filter(
          (each) => showCount(each, view, isGroup, extent) === shown,
        );
        const known = countsShownAs(shown, (each) => showCount(each, view, isGroup, extent));
        expect(known).toEqual({ low: alike[0], high: alike.at(-1) });
      }
});

test("from months and totals of two snapshots the attacker knows as much as shortest paths do", () => {
  const slack = fc.tuple(fc.nat(9), fc.nat(9));
  const months = (minLength: number, maxLength: number) =>
    fc.array(fc.tuple(fc.nat(40), slack), { minLength, maxLength });
  const force = fc.record({
    dropped: months(0, 2),
    common: months(0, 4),
    before: months(1, 3),
    after: months(1, 3),
    totals: fc.tuple(slack, slack),
  });
  fc.assert(
    fc.property(force, ({ dropped, common, before, after, totals }) => {
      // The months after those in common differ from the first on.
      const changed = after.map(([truth, known]): Month => [truth + 500, known]);
      const first = rowOf([...dropped, ...common, ...before], totals[0], 0);
      const second = rowOf([...common, ...changed], totals[1], dropped.length);
      const { cells, sums } = constraintsOf(factsOf(first), factsOf(second));
      tightenAll(sums);
      const afterFork = (place: number) => (place <= common.length ? dropped.length + place : place + 100);
      const bounds = tightest(120, [
        ...stepsOf(first, (place) => place),
        ...stepsOf(second, common.length > 0 ? afterFork : (place) => place + 100),
      ]);
      expect(foundOf(first, cells)).toEqual(bounds.slice(0, first.length));
      expect(foundOf(second, cells.toReversed())).toEqual(bounds.slice(first.length));
    }),
    { seed: 7, numRuns: 500 },
  );
});

type Month = [truth: number, slack: [below: number, above: number]];

const name = { answer: "series" as const, of: "kpi", what: ["numerator"] };

/** The months of a count, and last its total. */
function rowOf(months: Month[], total: Month[1], start: number): Fact[] {
  const sum = months.reduce((all, [truth]) => all + truth, 0);
  const fact = ([truth, [below, above]]: Month, when: When): Fact => ({
    id: { ...name, part: wholePart, when },
    truth,
    known: between(Math.max(0, truth - below), truth + above),
  });
  return [
    ...months.map((month, place) => fact(month, { month: addMonths("2026-01", start + place) })),
    fact([sum, total], "whole"),
  ];
}

function factsOf(facts: Fact[]): Facts {
  return { facts, sums: [], names: [name], relations: [], faulty: [], scopes: [] };
}

/** What is known in the end of the counts of a row. */
function foundOf(row: Fact[], cells: Cell[]): (Interval | undefined)[] {
  return row.map(
    ({ id, truth }) =>
      cells.find((cell) => cell.truth === truth && JSON.stringify(cell.id) === JSON.stringify(id))?.known,
  );
}

/** The months and the total of a row as differences of running totals, `nodeOf` naming the running total after so many months. */
function stepsOf(row: Fact[], nodeOf: (place: number) => number): Parameters<typeof tightest>[1] {
  return row.map(({ known }, place) => {
    const isTotal = place === row.length - 1;
    return { from: nodeOf(isTotal ? 0 : place), to: nodeOf(isTotal ? place : place + 1), known };
  });
}

test("what the attacker asks at once is what viewers are answered one by one", async () => {
  const asAt = "2025-06-30";
  const force = { seed: 3, crimesPerMonth: 40, firstMonth: "2024-01", months: 18, asAt };
  const snapshot = await snapshotOf({ ...forceRows(force), asAt });
  const view: View = { exactness: "released", rule };
  const asked = { horizon: 730, endings: "main" } as const;
  const curves = [
    ...(await readCurves(questionOf({ snapshot, view }), measureQueries, asked, true)),
    ...(await readCurves(questionOf({ snapshot, split: "district", view }), measureQueries, asked)),
  ];
  const funnels = [
    ...(await readFunnels(questionOf({ snapshot, view }), measureQueries, usualAge, true)),
    ...(await readFunnels(questionOf({ snapshot, split: "district", view }), measureQueries, usualAge)),
  ];
  expect(curves.length).toBeGreaterThan(18);
  for (const [place, { split, incidence }] of curves.entries()) {
    if (place % 3 > 0) continue;
    const { from, to } = incidence.cohort;
    const filters = from === to ? { from, to } : { district: [split] };
    const question = questionOf({ snapshot, filters, view });
    expect(incidence).toEqual(await readIncidence(question, measureQueries, asked));
    const found = funnels.find((each) => each.split === split && each.funnel.cohort.from === from);
    expect(found?.funnel).toEqual(await readFunnel(question, measureQueries, usualAge));
  }
  snapshot.close();
});

test("nobody is found by subtraction from what viewers see of a force; under the weaker rule many are", async () => {
  const [strict, weak] = await attackForce(21, [rule, weakened]);
  expect(strict?.small).toBeGreaterThan(5000);
  expect(strict?.pinned).toEqual([]);
  expect(weak?.pinned.length).toBeGreaterThan(1000);
});

test("nobody is found where few were closed in the first month of all, which is what was recorded and is not open", async () => {
  const [strict] = await attackForce(45, [rule]);
  expect(strict?.pinned).toEqual([]);
});
