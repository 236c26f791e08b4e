import { expect } from "vitest";
import { readSeries } from "../../server/measures/series.ts";
import { exactKpiQuestion, usualChart } from "../support/questions.ts";
import type { Compared } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import type { KpiId } from "./kpi-rules.ts";
import type { Filters, PlainPoint } from "./kpis.ts";
import { pPrimeOf } from "./p-prime.ts";

/** The p′ chart of a share by the product against the one in plain TypeScript; gives how many points had limits. */
export async function comparePPrime(
  { snapshot, plain }: Compared,
  id: KpiId,
  filters: Filters,
): Promise<number> {
  const settings = { ...usualChart, chart: "p-prime" as const };
  const read = await readSeries(exactKpiQuestion(snapshot, id, filters), measureQueries, settings);
  if (read.points.every(({ spc }) => spc === null)) return 0;
  const expected = pPrimeOf(plain.series(id, { filters }).map(usable));
  for (const [at, { month, spc }] of read.points.entries()) {
    const point = expected[at];
    if (!point) {
      expect([month, spc]).toEqual([month, null]);
      continue;
    }
    const { signal, ...limits } = point;
    for (const [name, value] of Object.entries(limits)) expect(spc?.[name as "mean"]).toBeCloseTo(value, 9);
    expect([id, month, spc?.signal]).toEqual([id, month, signal]);
  }
  return expected.filter((point) => point !== null).length;
}

function usable({ complete, mature, ramp_up, numerator, denominator }: PlainPoint) {
  const isUsable = complete && mature !== false && !ramp_up && denominator;
  return isUsable ? { numerator: numerator ?? 0, denominator } : null;
}
