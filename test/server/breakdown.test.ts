import { afterAll, beforeAll, expect, test } from "vitest";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver, personWith } from "../support/app.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

/** North and South, each month of two years: South closes more for want of support in the second year, and grows. */
const cases: Row[] = [];
const outcomes: Row[] = [];
for (let month = 0; month < 36; month += 1) {
  const on = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  const isLate = month >= 24;
  add("North", on, 10, 4);
  add("South", on, isLate ? 15 : 10, isLate ? 9 : 4);
  if (month === 30) add("West", on, 3, 3);
}

let snapshot: Snapshot & { close: () => void };
let get: (path: string) => Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>;
beforeAll(async () => {
  snapshot = await snapshotOf({ cases, outcomes, asAt: "2026-01-15" });
  const app = appOver(snapshot);
  get = async (path) => {
    const response = await app.request(path);
    return { status: response.status, body: await response.json() };
  };
});
afterAll(() => snapshot.close());

test("the last 12 usable months, the largest group first, contributions adding up to the change", async () => {
  const { body } = await get("/api/kpis/victim-withdrawal/breakdown?by=district");
  expect(body).toMatchObject({
    chosen: "last-12-usable",
    period: { from: "2025-01", to: "2025-12", months: 12, taken_on: null, left_out: [] },
    compared: { from: "2024-01", to: "2024-12", months: 12 },
    whole: { numerator: 159, denominator: 303, contribution: { own_rate: null } },
    contribution_of: "share",
  });
  expect(body.groups.map(({ split, few, funnel }: Record<string, unknown>) => [split, few, funnel])).toEqual([
    ["South", false, "beyond-95"],
    ["North", false, "beyond-95"],
    ["West", true, null],
  ]);
  const totals = body.groups.map(
    ({ contribution }: { contribution: { total: number } }) => contribution.total,
  );
  expect(totals.reduce((sum: number, total: number) => sum + total, 0)).toBeCloseTo(159 / 303 - 0.4, 12);
  expect(body.groups[0].crimes_affected).toBeCloseTo(180 * 0.2, 9);
});

test("months that cannot be compared are left out, and the answer says which and why", async () => {
  const { body } = await get("/api/kpis/attrition/breakdown?by=district&from=2024-12&to=2026-01");
  expect(body.period).toMatchObject({ from: "2024-12", to: "2024-12", months: 1 });
  expect(body.period.left_out).toHaveLength(13);
  expect(body.period.left_out.at(0)).toEqual({ month: "2025-01", reason: "maturing" });
  expect(body.period.left_out.at(-1)).toEqual({ month: "2026-01", reason: "incomplete" });
  expect(body.notes).toContain("12 months left out: still maturing.");
  const { body: none } = await get("/api/kpis/charges/breakdown?by=district&from=2023-01&to=2024-12");
  expect(none).toMatchObject({ period: null, whole: null, groups: [], funnel: null });
  expect(none.notes).toEqual(["No month of this period can be used yet, so there is nothing to compare."]);
});

test("counts of periods of different lengths are not compared", async () => {
  const { body } = await get(
    "/api/kpis/recorded-crimes/breakdown?by=district&from=2025-01&to=2025-06&compare_from=2024-01&compare_to=2024-12",
  );
  expect(body.groups[0]).toMatchObject({ numerator: 90, contribution: null, crimes_affected: null });
  expect(body.notes.join(" ")).toContain("counts over different lengths are not compared");
});

test("a stock is taken on the last day of its period", async () => {
  const { body } = await get("/api/kpis/open-investigations/breakdown?by=district");
  expect(body.period).toMatchObject({ to: "2025-12", taken_on: "2025-12-31" });
});

test("periods that make no sense are refused and named", async () => {
  const refused = async (query: string) => {
    const { status, body } = await get(`/api/kpis/attrition/breakdown?${query}`);
    return [status, body.error.field];
  };
  expect(await refused("")).toEqual([400, "by"]);
  expect(await refused("by=nonsense")).toEqual([400, "by"]);
  expect(await refused("by=district&compare_from=2023-01")).toEqual([400, "compare_to"]);
  expect(await refused("by=district&compare_from=2023-02&compare_to=2023-01")).toEqual([400, "compare_from"]);
  expect(await refused("by=district&compare_from=2024-02&compare_to=2024-05")).toEqual([400, "compare_from"]);
  expect((await get("/api/kpis/nonsense/breakdown?by=district")).status).toBe(404);
});

test("an officer sees no group of 1 to 4; a viewer rounded figures of the whole period, and nothing to subtract", async () => {
  const asked = async (role: "officer" | "viewer", query: string) => {
    const response = await appOver(snapshot, {}, personWith(role)).request(
      `/api/kpis/victim-withdrawal/breakdown?by=district${query}`,
    );
    return { status: response.status, body: await response.json() };
  };
  const { body: exact } = await asked("officer", "");
  expect(exact.groups[0]).toMatchObject({ split: "South", numerator: 108, suppressed: false });
  expect(exact.groups[2]).toMatchObject({
    split: "West",
    numerator: null,
    denominator: null,
    value: null,
    suppressed: true,
    interval: null,
    contribution: null,
    crimes_affected: null,
  });
  const { body: released } = await asked("viewer", "");
  expect(released).toMatchObject({ chosen: "all-usable", compared: null, funnel: null });
  expect(released.period).toMatchObject({ from: "2024-01", to: "2025-12" });
  expect(released.groups[0]).toMatchObject({
    numerator: 160,
    denominator: 300,
    value: 160 / 300,
    interval: null,
    contribution: null,
    funnel: null,
  });
  expect((await asked("viewer", "&from=2025-01&to=2025-06")).status).toBe(403);
  expect((await asked("viewer", "&victim_sex=unknown")).status).toBe(403);
  expect((await asked("viewer", "&from=2025-03&to=2025-03")).status).toBe(200);
});

function add(district: string, month: string, crimes: number, unsupported: number): void {
  for (let n = 0; n < crimes; n += 1) {
    const crime_ref = `${district}/${month}/${n}`;
    cases.push({ crime_ref, recorded_date: `${month}-05`, offence_code: "19C", district });
    outcomes.push({
      crime_ref,
      outcome_code: n < unsupported ? "16" : "15",
      outcome_date: `${month}-20`,
    });
  }
}
