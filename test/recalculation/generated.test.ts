import fc from "fast-check";
import { expect, test } from "vitest";
import { localPerson } from "../../server/access/person.ts";
import type { Point } from "../../server/contract/series.ts";
import { readIncidence } from "../../server/measures/attrition.ts";
import { readCases } from "../../server/measures/cases.ts";
import { readIncidenceSplits } from "../../server/measures/incidence-splits.ts";
import { readSeries } from "../../server/measures/series.ts";
import { readFunnel } from "../../server/measures/stages.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { exactKpiQuestion, exactQuestion, usualChart } from "../support/questions.ts";
import type { Compared } from "../support/sample.ts";
import { measureQueries, snapshotOf } from "../support/snapshot.ts";
import { stocks, usableMonths } from "./breakdown.ts";
import { changeOf } from "./change.ts";
import { compareBreakdown } from "./compare-breakdown.ts";
import { compareDistribution, compareMix, compareOpen } from "./compare-outcomes.ts";
import { comparePPrime } from "./compare-p-prime.ts";
import type { Row } from "./csv.ts";
import { type DirtyData, dirtyData } from "./dirty.ts";
import { funnelOf } from "./funnel.ts";
import { greenwoodVariance, logLogBand } from "./incidence.ts";
import { type KpiId, kpiIds, kpiRules } from "./kpi-rules.ts";
import type { Filters as Labels, PlainPoint } from "./kpis.ts";
import { mapRows } from "./maps.ts";
import type { Dimension, Scope } from "./names.ts";
import { type Recalculation, recalculate } from "./recalculate.ts";
import { spcOfSeries } from "./series-spc.ts";

/** The product over generated dirty data, four KPIs at a time; a failure is shrunk to few rows and printed with its seed. */

const maps = { offenceCodes: mapRows("offence-codes"), outcomeCodes: mapRows("outcome-codes") };
type Filters = Labels & { scope?: Scope; from?: string; to?: string };

const everything: Filters = { scope: "all" };
const seed = 20261124;
const someKpis = fc.subarray([...kpiIds], { minLength: 4, maxLength: 4 });

test("over 200 data sets every series, chart, comparison, list and the incidence come out the same in plain TypeScript, whatever the order of the rows", async () => {
  await fc.assert(
    fc.asyncProperty(dirtyData(40), someKpis, fc.boolean(), async (data, ids, isMoved) => {
      const plain = recalculate({ ...data, ...maps });
      await withSnapshot(isMoved ? moved(data) : data, ids, async (snapshot) => {
        const served = ids.filter((id) => isServed(snapshot, id));
        for (const id of served) await checkSeries(snapshot, plain, id);
        const [first] = served;
        if (first) await checkGroupsAndLists(snapshot, plain, first);
        if (isMoved) await checkIncidence(snapshot, plain);
        await checkViews({ snapshot, plain, asAt: data.asAt }, served);
      });
    }),
    { numRuns: 60, seed },
  );
});

/** Whether a KPI has a figure: it has none only if a column that it needs holds next to nothing. */
function isServed(snapshot: Snapshot, id: KpiId): boolean {
  const reason = snapshot.manifest.kpis.find(({ definition }) => definition.id === id)?.reason;
  expect(reason ?? "", id).toMatch(/^$|^The column \w+ is filled in \d+ of \d+ rows\./);
  return reason === null;
}

/** The points with their charts, the comparison of the latest months, and the same points for a part of the period. */
async function checkSeries(snapshot: Snapshot, plain: Recalculation, id: KpiId): Promise<void> {
  const { points, change } = await series(snapshot, id, everything);
  const expected = plain.series(id, { scope: "all" });
  expect(points.map(figuresOf), id).toEqual(expected.map(close));
  const chart = spcOfSeries(id, expected);
  const spc = points.map((point) => point.spc);
  expect(spc, id).toEqual(chart ? chart.points.map(closeSpc) : points.map(() => null));
  const plainChange = chart ? changeOf(expected, kpiRules[id].kind) : null;
  expect(change?.score ?? null, id).toEqual(plainChange ? expect.closeTo(plainChange.score, 6) : null);
  for (const { value } of kpiRules[id].kind === "share" ? points : []) {
    expect(value === null || (value >= 0 && value <= 1), id).toBe(true);
  }
}

/** The groups of a split add up to the whole, the list behind a number is as long as it says, and cropping changes nothing. */
async function checkGroupsAndLists(snapshot: Snapshot, plain: Recalculation, id: KpiId): Promise<void> {
  const { points } = await series(snapshot, id, everything);
  const groups = (await series(snapshot, id, everything, "team")).points;
  for (const key of ["numerator", "denominator", "undated"] as const) {
    const summed = points.map(({ month }) =>
      groups.filter((group) => group.month === month).reduce((sum, group) => sum + (group[key] ?? 0), 0),
    );
    expect(summed, `${id} ${key}`).toEqual(points.map((point) => point[key] ?? 0));
  }
  const latest = points.findLast((point) => (point.numerator ?? point.denominator ?? 0) > 0);
  if (!latest) return;
  const { month } = latest;
  const cropped = await series(snapshot, id, { ...everything, from: month, to: month });
  expect(cropped.points, id).toEqual([latest]);
  for (const counted of ["numerator", "denominator"] as const) {
    const question = exactKpiQuestion(snapshot, id, everything);
    const { rows } = await readCases(question, measureQueries, { month, counted, limit: 200 }, localPerson());
    const listed = rows.map((row) => row.crime_ref).sort();
    expect(listed, `${id} ${month}`).toEqual(plain.list(id, { scope: "all", month, counted }));
  }
}

/** The p′ chart, distribution, outcome mix, ages of the open and contributions of these KPIs, and incidence by group. */
async function checkViews(both: Compared, ids: KpiId[]): Promise<void> {
  const period = { from: both.plain.firstMonth, to: both.asAt.slice(0, 7) };
  const flows = ids.filter((id) => !stocks.includes(id));
  for (const id of flows) {
    if (kpiRules[id].kind === "share") await comparePPrime(both, id, {});
    if (kpiRules[id].kind === "duration") await compareDistribution(both, id, 30, period);
  }
  for (const basis of ["closed", "recorded"] as const) await compareMix(both, basis, {});
  await compareOpen(both, {}, undefined);
  const [first] = ids;
  const usable = first ? usableMonths(both.plain, first) : [];
  const middle = usable[Math.floor(usable.length / 2)];
  if (first) await compareBreakdown(both, first, "team", {}, middle ? { from: middle } : {});
  await checkIncidenceByTeam(both);
  await checkFunnel(both);
}

/** Each milestone by its own date, at ages around which the data turn. */
async function checkFunnel({ snapshot, plain, asAt }: Compared): Promise<void> {
  const { columns } = snapshot.manifest;
  const held = {
    suspectDates: columns.includes("suspect_identified_date"),
    suspects: columns.includes("suspect_identified"),
    submissions: columns.includes("submission_date"),
  };
  for (const age of [28, 365]) {
    const funnel = await readFunnel(exactQuestion(snapshot, everything), measureQueries, age);
    const { stages, left_out, early_advice, skipped } = funnel;
    const reached = Object.fromEntries(stages.map(({ id, crimes }) => [id, crimes]));
    const expected = funnelOf(plain.crimes, asAt, { ...everything, from: plain.firstMonth }, age, held);
    expect({ ...reached, left_out, early_advice, skipped }, `funnel at ${age}`).toEqual(expected);
  }
}

async function checkIncidenceByTeam({ snapshot, plain }: Compared): Promise<void> {
  const asked = { horizon: 400, endings: "all" as const };
  const question = exactQuestion(snapshot, everything, "team");
  const groups = await readIncidenceSplits(question, measureQueries, asked);
  const teams = new Set(plain.crimes.filter(({ counted }) => counted).map(({ labels }) => labels.team));
  expect(groups.map(({ split }) => split).sort()).toEqual([...teams].sort());
  for (const { split, cohort, days, open, groups: curvesOf, bands } of groups) {
    const filters = { team: [split] };
    const { crimes, undated, curves, observations } = plain.incidence({
      scope: "all",
      filters,
      horizon: 400,
    });
    expect(cohort, split).toMatchObject({ crimes, undated });
    expect(days, split).toEqual(curves.days);
    expect(open, split).toEqual(curves.open.map(closeTo));
    for (const [group, curve] of days.length > 0 ? Object.entries(curves.groups) : []) {
      expect(curvesOf[group], `${split} ${group}`).toEqual(curve.map(closeTo));
      const last = curves.days.at(-1) ?? 0;
      const band = logLogBand(curve.at(-1) ?? 0, greenwoodVariance(observations, group, last));
      expect(bands[group]?.lower.at(-1), `${split} ${group}`).toBeCloseTo(band.lower, 9);
      expect(bands[group]?.upper.at(-1), `${split} ${group}`).toBeCloseTo(band.upper, 9);
    }
  }
}

async function checkIncidence(snapshot: Snapshot, plain: Recalculation): Promise<void> {
  const asked = { horizon: 400, endings: "all" as const };
  const incidence = await readIncidence(exactQuestion(snapshot, everything), measureQueries, asked);
  const { crimes, undated, curves } = plain.incidence({ scope: "all", horizon: 400 });
  expect(incidence.cohort).toMatchObject({ crimes, undated });
  expect(incidence.days).toEqual(curves.days);
  expect(incidence.open).toEqual(curves.open.map(closeTo));
  const shown = incidence.days.length > 0 ? Object.entries(curves.groups) : [];
  for (const [group, curve] of shown) expect(incidence.groups[group], group).toEqual(curve.map(closeTo));
}

/** Builds the data with these KPIs only: building all sixteen 200 times would take minutes. */
async function withSnapshot(
  data: DirtyData,
  kpis: KpiId[],
  use: (snapshot: Snapshot) => Promise<void>,
): Promise<void> {
  const snapshot = await snapshotOf({
    cases: data.cases.flatMap(({ rows }) => rows),
    outcomes: data.outcomes.flatMap(({ rows }) => rows),
    asAt: data.asAt,
    kpis,
  });
  try {
    await use(snapshot);
  } finally {
    snapshot.close();
  }
}

function series(snapshot: Snapshot, id: KpiId, filters: Filters, split?: Dimension) {
  return readSeries(exactKpiQuestion(snapshot, id, filters, split), measureQueries, usualChart);
}

function figuresOf({ spc: _, suppressed: __, ...point }: Point): PlainPoint {
  return point;
}

/** Sums of many values differ in their last bits; everything else must be the same. */
function close(point: PlainPoint) {
  return { ...point, value: closeTo(point.value), p75: closeTo(point.p75), p90: closeTo(point.p90) };
}

function closeSpc(spc: Point["spc"]) {
  return spc && { ...spc, mean: closeTo(spc.mean), lower: closeTo(spc.lower), upper: closeTo(spc.upper) };
}

function closeTo(value: number | null) {
  return value === null ? null : expect.closeTo(value, 9);
}

/** The same rows in another order, all in one file. */
function moved(data: DirtyData): DirtyData {
  return {
    asAt: data.asAt,
    cases: [{ name: "cases.csv", rows: byCrime(data.cases.flatMap(({ rows }) => rows)) }],
    outcomes: [{ name: "outcomes.csv", rows: byCrime(data.outcomes.flatMap(({ rows }) => rows)) }],
  };
}

/** The rows by reference, those of one crime in the order in which they were. */
function byCrime(rows: Row[]): Row[] {
  const refs = [...new Set(rows.map((row) => row.crime_ref?.trim()))].sort();
  return refs.flatMap((ref) => rows.filter((row) => row.crime_ref?.trim() === ref));
}
