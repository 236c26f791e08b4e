import { afterAll, beforeAll, expect, test } from "vitest";
import { forceRows } from "../../data/synthetic/force.ts";
import { exactRule } from "../../server/attack/asking.ts";
import { usualAge } from "../../server/contract/attrition.ts";
import type { Point } from "../../server/contract/series.ts";
import { readIncidence } from "../../server/measures/attrition.ts";
import { readBreakdown } from "../../server/measures/breakdown.ts";
import { type AnswerCounts, assertNamed, keyOf, wholePart } from "../../server/measures/counts.ts";
import { readDistribution } from "../../server/measures/distribution.ts";
import { breakdownCounts, seriesCounts } from "../../server/measures/figure-counts.ts";
import { funnelCounts } from "../../server/measures/funnel-counts.ts";
import { incidenceCounts } from "../../server/measures/incidence-counts.ts";
import { readOpenInvestigations } from "../../server/measures/open-investigations.ts";
import { distributionCounts, openCounts, outcomeMixCounts } from "../../server/measures/outcome-counts.ts";
import { readOutcomeMix } from "../../server/measures/outcome-mix.ts";
import { questionOf } from "../../server/measures/question.ts";
import { readShown } from "../../server/measures/series.ts";
import { readFunnel } from "../../server/measures/stages.ts";
import type { Definition } from "../../server/model/definition.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";

const groups = measureQueries.outcomeGroups;
const inAll = { part: wholePart, when: "whole", extent: "total" } as const;

let snapshot: Snapshot & { close: () => void };

beforeAll(async () => {
  const asAt = "2025-12-31";
  const force = forceRows({ seed: 8, crimesPerMonth: 40, firstMonth: "2023-01", months: 36, asAt });
  snapshot = await snapshotOf({ ...force, asAt });
});
afterAll(() => snapshot.close());

test("the outcome mix counts every month and group", async () => {
  for (const basis of ["closed", "recorded"] as const) {
    const mix = await readOutcomeMix(asked(), measureQueries, { basis, endings: "all" });
    const counts = mix.months.flatMap((month) => [month.crimes, ...Object.values(month.groups)]);
    expectCounts(outcomeMixCounts(mix, wholePart, groups), counts);
  }
});

test("open investigations count every month end and age band", async () => {
  const open = await readOpenInvestigations({ ...asked(), split: "team" }, measureQueries);
  const counts = open.months.flatMap(({ crimes, bands }) => [crimes, ...Object.values(bands)]);
  expectCounts(openCounts(open), counts);
});

test("a distribution counts its crimes and every bin", async () => {
  const definition = definitionOf(({ kind }) => kind === "duration");
  const days = await readDistribution({ ...asked(), definition }, measureQueries, 30);
  expectCounts(distributionCounts(days), [days.crimes, ...days.bins.map(({ crimes }) => crimes)]);
});

test("curves count their cohort and every group at every age", async () => {
  const curves = await readIncidence(asked(), measureQueries, { horizon: 730, endings: "main" });
  const { cohort, crimes } = curves;
  const counts = [cohort.crimes, cohort.undated, ...Object.values(crimes).flat()];
  expectCounts(incidenceCounts(curves, inAll, groups), counts);
});

test("a funnel counts its stages, who is left out of it, had early advice and skipped a stage", async () => {
  const funnel = await readFunnel(asked(), measureQueries, usualAge);
  const { stages, left_out, early_advice, skipped } = funnel;
  const counts = [...stages.map(({ crimes }) => crimes), left_out, early_advice, skipped];
  expectCounts(funnelCounts(funnel, inAll), counts);
});

test("series and breakdowns of every kind of KPI count what their points and groups hold", async () => {
  for (const { definition } of snapshot.manifest.kpis) {
    const points = await readShown({ ...asked(), definition }, measureQueries);
    const held = points.flatMap(figuresOf);
    expectCounts(
      seriesCounts(definition, points, () => wholePart),
      held,
    );
    const breakdown = await readBreakdown({ ...asked(), definition, split: "district" }, measureQueries);
    const rows = [...(breakdown.whole ? [breakdown.whole] : []), ...breakdown.groups];
    expectCounts(breakdownCounts(definition, breakdown), rows.flatMap(figuresOf));
  }
});

test("outcomes that a series shows apart are counts, and add up to its numerator", () => {
  const definition = definitionOf(({ parts, unit }) => parts.length > 0 && unit === "crimes");
  const point = { month: "2025-01", split: null, numerator: 5, denominator: null, undated: null };
  const parts = { [definition.parts[0] ?? ""]: 3, [definition.parts[1] ?? ""]: 2 };
  const { counts, sums } = seriesCounts(definition, [{ ...point, parts } as Point], () => wholePart);
  expect(counts.map(({ count }) => count)).toEqual([5, 3, 2]);
  expect(sums.at(-1)?.parts).toHaveLength(2);
});

test("a count that its reader does not name is a fault", () => {
  const id = { answer: "checks", of: "x", what: ["found"], part: wholePart, when: "whole" } as const;
  const counts = [{ id: { ...id, what: ["found"] }, count: 1, extent: null }];
  expect(() => assertNamed({ counts, sums: [], names: [] })).toThrow("does not name");
});

test("two counts have one key only where answer, KPI, name, part and months are the same", () => {
  const id = { answer: "series" as const, of: "a", what: ["b"], part: wholePart, when: { month: "2025-01" } };
  const others = [
    { ...id, answer: "breakdown" as const },
    { ...id, of: 'a",["b"' },
    { ...id, of: null },
    { ...id, what: ["b", "b"] },
    { ...id, what: ["b", 365] },
    { ...id, what: ["b", "365"] },
    { ...id, part: { by: "district" as const, group: "null" } },
    { ...id, part: { by: "team" as const, group: "null" } },
    { ...id, part: { by: "scope" as const, group: "all" } },
    { ...id, part: { by: "scope" as const, group: "all", beyond: "rape" } },
    { ...id, when: { from: "2025-01", to: "2025-01" } },
    { ...id, when: "whole" as const },
  ];
  expect(new Set([id, ...others].map(keyOf)).size).toBe(others.length + 1);
});

/** A question of everything, answered with nothing hidden or rounded. */
function asked() {
  return questionOf({ snapshot, view: exactRule });
}

function definitionOf(isMeant: (definition: Definition) => boolean): Definition {
  const found = snapshot.manifest.kpis.find(({ definition }) => isMeant(definition));
  if (!found) throw new Error("no such KPI");
  return found.definition;
}

function figuresOf(row: { numerator: number | null; denominator: number | null; undated: number | null }) {
  return [row.numerator, row.denominator, row.undated].filter((count) => count !== null);
}

/** The counts that a reader says it shows are those that its answer holds; if there is no crime it may say that it shows none. */
function expectCounts(counted: AnswerCounts, held: (number | null)[]): void {
  assertNamed(counted);
  const said = counted.counts.filter(({ extent }) => extent !== null).map(({ count }) => count);
  const sorted = (counts: (number | null)[]) =>
    counts.filter((count) => count !== null).sort((a, b) => a - b);
  expect(held.length).toBeGreaterThan(0);
  expect(sorted(said)).toEqual(sorted(held));
  expect(new Set(counted.counts.map(({ id }) => keyOf(id))).size).toBe(counted.counts.length);
}
