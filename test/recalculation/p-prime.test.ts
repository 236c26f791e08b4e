import { afterAll, beforeAll, expect, test } from "vitest";
import { exactView } from "../../server/access/view.ts";
import { readSeries } from "../../server/measures/series.ts";
import { type Both, bothOfSample } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import { stocks } from "./breakdown.ts";
import { kpiIds, kpiRules } from "./kpi-rules.ts";
import type { Filters, PlainPoint } from "./kpis.ts";
import { pPrimeOf } from "./p-prime.ts";

let both: Both;
beforeAll(async () => {
  both = await bothOfSample();
});
afterAll(() => both.snapshot.close());

const settings = { rebasedFrom: [], baselinePoints: null, chart: "p-prime" as const };

test("the p′ chart of every share is the one worked out in plain TypeScript", async () => {
  const shares = kpiIds.filter((id) => kpiRules[id].kind === "share" && !stocks.includes(id));
  expect(shares.length).toBeGreaterThan(7);
  let compared = 0;
  for (const id of shares) {
    for (const filters of [{}, { district: ["Port Ellery"] }] satisfies Filters[]) {
      const { points, withheld } = await readSeries(
        both.snapshot,
        measureQueries,
        definitionOf(id),
        filters,
        settings,
        exactView,
      );
      if (withheld) continue;
      const expected = pPrimeOf(both.plain.series(id, { filters }).map(usable));
      points.forEach(({ month, spc }, at) => {
        const point = expected[at];
        if (!point) expect([month, spc]).toEqual([month, null]);
        else {
          const { signal, ...limits } = point;
          for (const [name, value] of Object.entries(limits))
            expect(spc?.[name as "mean"]).toBeCloseTo(value, 9);
          expect([id, month, spc?.signal]).toEqual([id, month, signal]);
          compared += 1;
        }
      });
    }
  }
  expect(compared).toBeGreaterThan(300);
});

test("a month of few has wide limits, a month of many narrow ones", async () => {
  const definition = definitionOf("victim-withdrawal");
  const { points } = await readSeries(both.snapshot, measureQueries, definition, {}, settings, exactView);
  const charted = points.filter(({ spc }) => spc !== null);
  const inOrder = charted.sort((a, b) => (a.denominator ?? 0) - (b.denominator ?? 0));
  const width = (at: number) => (inOrder.at(at)?.spc?.upper ?? 0) - (inOrder.at(at)?.spc?.lower ?? 0);
  expect(width(0)).toBeGreaterThan(width(-1));
});

function definitionOf(id: string) {
  const found = both.snapshot.manifest.kpis.find(({ definition }) => definition.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found.definition;
}

function usable({ complete, mature, ramp_up, numerator, denominator }: PlainPoint) {
  const isUsable = complete && mature !== false && !ramp_up && denominator;
  return isUsable ? { numerator: numerator ?? 0, denominator } : null;
}
