import { beforeAll, expect, test } from "vitest";
import { readSeries } from "../../server/measures/series.ts";
import { exactKpiQuestion } from "../support/questions.ts";
import { bothOfSample, type Compared } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import { stocks } from "./breakdown.ts";
import { comparePPrime } from "./compare-p-prime.ts";
import { kpiIds, kpiRules } from "./kpi-rules.ts";
import type { Filters } from "./kpis.ts";

let both: Compared;
beforeAll(async () => {
  both = await bothOfSample();
});

const settings = { rebasedFrom: [], baselinePoints: null, chart: "p-prime" as const };

test("the p′ chart of every share is the one worked out in plain TypeScript", async () => {
  const shares = kpiIds.filter((id) => kpiRules[id].kind === "share" && !stocks.includes(id));
  expect(shares.length).toBeGreaterThan(7);
  let compared = 0;
  for (const id of shares) {
    for (const filters of [{}, { district: ["Port Ellery"] }] satisfies Filters[]) {
      compared += await comparePPrime(both, id, filters);
    }
  }
  expect(compared).toBeGreaterThan(300);
});

test("a month of few has wide limits, a month of many narrow ones", async () => {
  const question = exactKpiQuestion(both.snapshot, "victim-withdrawal");
  const { points } = await readSeries(question, measureQueries, settings);
  const charted = points.filter(({ spc }) => spc !== null);
  const inOrder = charted.sort((a, b) => (a.denominator ?? 0) - (b.denominator ?? 0));
  const width = (at: number) => (inOrder.at(at)?.spc?.upper ?? 0) - (inOrder.at(at)?.spc?.lower ?? 0);
  expect(width(0)).toBeGreaterThan(width(-1));
});
