import fc from "fast-check";
import { expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { attack } from "../../server/attack/bounds.ts";
import { puzzleOf } from "../../server/attack/constraints.ts";
import { countsShownAs, type Interval } from "../../server/attack/intervals.ts";
import type { Table } from "../../server/attack/tables.ts";
import { usualAge } from "../../server/contract/attrition.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { showCount } from "../../server/disclosure/release.ts";
import type { View } from "../../server/disclosure/view.ts";
import { readCurves, readIncidence } from "../../server/measures/attrition.ts";
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
      const changed = after.map(([truth, known]): Month => [truth + 50, known]);
      const first = tableOf([...dropped, ...common, ...before], totals[0], 0);
      const second = tableOf([...common, ...changed], totals[1], dropped.length);
      const { rows, laterRows, puzzle } = puzzleOf([first], [second], { about: "", sums: [], stocks: [] });
      attack(puzzle.sums);
      const found = [rows, laterRows].map((those) => {
        const row = those.get("kpi numerator all ");
        return [...(row?.months.values() ?? []), ...(row?.total ? [row.total] : [])].map(
          ({ known }) => known,
        );
      });
      const afterFork = (place: number) => (place <= common.length ? dropped.length + place : place + 100);
      const bounds = tightest(120, [
        ...stepsOf(first, (place) => place),
        ...stepsOf(second, common.length > 0 ? afterFork : (place) => place + 100),
      ]);
      expect(found).toEqual([
        bounds.slice(0, first.months.length + 1),
        bounds.slice(first.months.length + 1),
      ]);
    }),
    { seed: 7, numRuns: 500 },
  );
});

type Month = [truth: number, slack: [below: number, above: number]];

function tableOf(months: Month[], total: Month[1], start: number): Table {
  const known = ([truth, [below, above]]: Month) => between(Math.max(0, truth - below), truth + above);
  const sum = months.reduce((all, [truth]) => all + truth, 0);
  return {
    ...{ kpi: "kpi", what: "numerator", by: null, group: "", isStock: false },
    months: months.map((_, place) => addMonths("2026-01", start + place)),
    truth: months.map(([truth]) => truth),
    known: months.map(known),
    total: { truth: sum, known: known([sum, total]) },
  };
}

/** The months and the total of a table as differences of running totals, `nodeOf` naming the running total after so many months. */
function stepsOf(
  { months, known, total }: Table,
  nodeOf: (place: number) => number,
): Parameters<typeof tightest>[1] {
  return [
    ...months.map((_, place) => ({
      from: nodeOf(place),
      to: nodeOf(place + 1),
      known: known[place] ?? between(0, 0),
    })),
    { from: nodeOf(0), to: nodeOf(months.length), known: total?.known ?? between(0, 0) },
  ];
}

test("what the attacker asks at once is what viewers are answered one by one", async () => {
  const asAt = "2025-06-30";
  const force = { seed: 3, crimesPerMonth: 40, firstMonth: "2024-01", months: 18, asAt };
  const snapshot = await snapshotOf({ ...forceRows(force), asAt });
  const view: View = { exactness: "released", rule };
  const asked = { horizon: 730, endings: "main" } as const;
  const curves = [
    ...(await readCurves(snapshot, measureQueries, {}, asked, view, undefined, true)),
    ...(await readCurves(snapshot, measureQueries, {}, asked, view, "district")),
  ];
  const funnels = [
    ...(await readFunnels(snapshot, measureQueries, {}, usualAge, view, undefined, true)),
    ...(await readFunnels(snapshot, measureQueries, {}, usualAge, view, "district")),
  ];
  expect(curves.length).toBeGreaterThan(18);
  for (const [place, { split, incidence }] of curves.entries()) {
    if (place % 3 > 0) continue;
    const { from, to } = incidence.cohort;
    const filters = from === to ? { from, to } : { district: [split] };
    expect(incidence).toEqual(await readIncidence(snapshot, measureQueries, filters, asked, view));
    const found = funnels.find((each) => each.split === split && each.funnel.cohort.from === from);
    expect(found?.funnel).toEqual(await readFunnel(snapshot, measureQueries, filters, usualAge, view));
  }
  snapshot.close();
});

test("nobody is found by subtraction from what viewers see of a force; under the weaker rule many are", async () => {
  const [strict, weak] = await attackForce(21, [rule, weakened]);
  expect(strict?.small).toBeGreaterThan(5000);
  expect(strict?.pinned).toEqual([]);
  expect(weak?.pinned.length).toBeGreaterThan(1000);
}, 300_000);

test("nobody is found where few were closed in the first month of all, which is what was recorded and is not open", async () => {
  const [strict] = await attackForce(45, [rule]);
  expect(strict?.pinned).toEqual([]);
}, 300_000);
