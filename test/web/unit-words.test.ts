import { expect, test } from "vitest";
import { breakdownOf } from "../../server/packs/breakdown.ts";
import { pageOf } from "../../server/packs/page.ts";
import { monthColumns } from "../../server/wording/month-columns.ts";
import {
  countsOf,
  maturityWords,
  measureWords,
  monthLine,
  plainReading,
  spokenPoint,
} from "../../server/wording/words.ts";
import { breakdownTable } from "../../web/pages/kpi/breakdown-table.ts";
import { revisionsTable } from "../../web/revisions/revisions-figure.ts";
import type { Breakdown, Kpi, Revisions } from "../../web/types.ts";
import { givenKpi, givenPoint } from "./given.ts";

/** A KPI of another unit is told in that unit's words, on pages, in tables and in packs. */

const words = { one: "visit", many: "visits" };
const about = { counts: "visits", words, title: "Visits", definition: "Visits.", traps: [] };
const kinds: [string, Kpi, Partial<ReturnType<typeof givenPoint>>][] = [
  ["share", givenKpi(about), {}],
  ["duration", givenKpi({ ...about, kind: "duration", unit: "days" }), { value: 40 }],
  ["count", givenKpi({ ...about, kind: "count", unit: "crimes" }), { value: 54, denominator: null }],
];

test.each(kinds)("a %s of visits says visits and never crimes", (_, kpi, changes) => {
  const points = [
    givenPoint("2026-01", { ...changes, undated: 2 }),
    givenPoint("2026-02", { ...changes, value: null, suppressed: true }),
  ];
  const series = { points, verdict: null, target: 0.4, annotations: [] } as unknown as Parameters<
    typeof pageOf
  >[1];
  const page = pageOf(kpi, series, { headline: "", commentary: "" }, [], null);
  const said = [
    page.headline,
    page.row,
    page.callouts,
    page.commentary,
    page.note,
    page.alternative,
    breakdownOf(kpi, breakdown, { labels: {} }),
    breakdownTable(kpi, breakdown, [], "Room").caption,
    breakdownTable(kpi, breakdown, [], "Room").columns.map(({ title }) => title),
    revisionsTable(kpi, revisions, [month]).caption,
    revisionsTable(kpi, revisions, [month]).columns.map(({ write }) => write?.(month)),
    monthColumns(kpi, points).map(({ title, write }) => [title, ...points.map(write)]),
    points.map((point) => [countsOf(kpi, point), monthLine(kpi, point), spokenPoint(kpi, point)]),
    [maturityWords(kpi), measureWords(kpi), plainReading(kpi, points), plainReading(kpi, points.slice(1))],
  ];
  const text = JSON.stringify(said);
  expect(text).toContain("visits");
  expect(text.match(/[^"]*crime[^"]*/i)).toBeNull();
});

const breakdown = {
  by: "room",
  groups: [],
  whole: null,
  period: { from: "2026-01", to: "2026-02", months: 2, taken_on: null },
  compared: null,
  notes: [],
  contribution_of: "share",
} as unknown as Breakdown;

const month = {
  month: "2026-01",
  before: { numerator: 1, denominator: 2, value: 0.5 },
  after: { numerator: 2, denominator: 2, value: 1 },
  moves: [{ reason: "added", crimes: 2, numerator: 1, denominator: 0 }],
} as unknown as Revisions["months"][number];

const revisions = {
  against: { as_at: "2026-01-31" },
  as_at: "2026-02-28",
  months: [month],
  reasons: {},
} as unknown as Revisions;
