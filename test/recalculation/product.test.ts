import { beforeAll, describe, expect, test } from "vitest";
import { localPerson } from "../../server/access/person.ts";
import type { Point } from "../../server/contract/series.ts";
import { readCases } from "../../server/measures/cases.ts";
import { readSeries } from "../../server/measures/series.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { exactKpiQuestion, usualChart } from "../support/questions.ts";
import { bothOfSample } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import { changeOf, type PlainChange } from "./change.ts";
import { type KpiId, kpiIds } from "./kpi-rules.ts";
import type { Filters, PlainPoint } from "./kpis.ts";
import type { Dimension, Scope } from "./names.ts";
import type { Recalculation } from "./recalculate.ts";

let snapshot: Snapshot;
let plain: Recalculation;

beforeAll(async () => {
  ({ snapshot, plain } = await bothOfSample());
});

const slices: { what: string; filters: Filters & { scope?: Scope }; split?: Dimension }[] = [
  { what: "whole force", filters: {} },
  { what: "every crime", filters: { scope: "all" } },
  { what: "adult rape", filters: { scope: "adult-rape" } },
  {
    what: "two districts and an age band",
    filters: { district: ["Port Ellery", "Hexcombe"], victim_age_band: ["18-24", "25-34", "unknown"] },
  },
  { what: "by district", filters: {}, split: "district" },
  {
    what: "by relationship, non-recent",
    filters: { non_recent: ["yes"], scope: "all-sexual" },
    split: "relationship",
  },
];

describe("every figure of the sample, worked out a second time in plain TypeScript", () => {
  for (const id of kpiIds) {
    test.each(slices)(`${id}: $what`, async ({ filters, split }) => {
      const question = exactKpiQuestion(snapshot, id, filters, split);
      const { points, change } = await readSeries(question, measureQueries, usualChart);
      const { scope, ...dimensions } = filters;
      const expected = plain.series(id, {
        ...(scope ? { scope } : {}),
        filters: dimensions,
        split: split ?? null,
      });
      const counts = expected.filter((point) => (point.numerator || point.denominator || point.undated) ?? 0);
      const counted = new Set(counts.map((point) => point.split));
      const shown = split ? expected.filter((point) => counted.has(point.split)) : expected;
      expect(inOrder(points.map(withoutSpc))).toEqual(inOrder(shown).map(closeTo));
      const { kind } = question.definition;
      const plainChange = split || kind === "stock" ? null : changeOf(expected, kind);
      expect(change).toEqual(plainChange && closeChange(plainChange));
    });

    test(`${id}: the crimes behind a month are the same crimes`, async () => {
      for (const month of ["2024-05", "2025-09", "2026-10"]) {
        for (const counted of ["numerator", "denominator"] as const) {
          const expected = plain.list(id, { month, counted });
          expect(await refsBehind(id, month, counted)).toEqual(expected);
        }
      }
    });
  }
});

async function refsBehind(id: KpiId, month: string, counted: "numerator" | "denominator"): Promise<string[]> {
  const refs: string[] = [];
  let cursor: string | undefined;
  do {
    const asked = { month, counted, limit: 200, cursor };
    const page = await readCases(exactKpiQuestion(snapshot, id), measureQueries, asked, localPerson());
    refs.push(...page.rows.map(({ crime_ref }) => String(crime_ref)));
    cursor = page.next ?? undefined;
  } while (cursor);
  return refs.sort();
}

function withoutSpc({ spc: _, suppressed: __, ...point }: Point): PlainPoint {
  return point;
}

/** Sums of many values differ in their last bits; everything else must be the same. */
function closeTo(point: PlainPoint) {
  const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));
  return { ...point, value: close(point.value), p75: close(point.p75), p90: close(point.p90) };
}

function closeChange(change: PlainChange) {
  const [before, after, score] = [change.before, change.after, change.score];
  return {
    ...change,
    before: expect.closeTo(before, 9),
    after: expect.closeTo(after, 9),
    score: expect.closeTo(score, 9),
  };
}

function inOrder(points: PlainPoint[]): PlainPoint[] {
  return [...points].sort((a, b) => `${a.split} ${a.month}`.localeCompare(`${b.split} ${b.month}`));
}
