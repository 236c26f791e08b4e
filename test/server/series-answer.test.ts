import { afterAll, beforeAll, expect, test } from "vitest";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver } from "../support/app.ts";
import { snapshotOf } from "../support/snapshot.ts";

/** Three years: 9 or 10 crimes a month in North, 2 or 3 in South. */
const cases = Array.from({ length: 36 }, (_, month) => {
  const on = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-05`;
  const sizes = { North: 9 + (month % 2), South: 2 + (Math.floor(month / 2) % 2) };
  return Object.entries(sizes).flatMap(([district, size]) =>
    Array.from({ length: size }, (_, n) => ({
      crime_ref: `${district}/${month}/${n}`,
      recorded_date: on,
      offence_code: "19C",
      district,
    })),
  );
}).flat();

let snapshot: Snapshot & { close: () => void };
beforeAll(async () => {
  snapshot = await snapshotOf({ cases, outcomes: [], asAt: "2025-12-31" });
});
afterAll(() => snapshot.close());

async function read(path: string, settings = {}) {
  const response = await appOver(snapshot, settings).request(path);
  return { status: response.status, body: await response.json() };
}

test("a group with fewer than five crimes a month has counts and no control chart, and says why", async () => {
  const { body: south } = await read("/api/kpis/recorded-crimes/series?district=South");
  expect(south.points.every(({ spc }: { spc: unknown }) => spc === null)).toBe(true);
  expect(south.verdict).toMatchObject({
    variation: "none",
    reading: "Fewer than 5 a month on average: too few for a control chart. The counts stand alone.",
  });
  expect(south.rare).toEqual([{ split: null, mean: 2.5 }]);
  const { body: north } = await read("/api/kpis/recorded-crimes/series?district=North");
  expect(north.points.at(-1).spc).toMatchObject({ mean: 9.5 });
  expect(north.rare).toEqual([]);
});

test("a group without a crime has every month, with nothing in it", async () => {
  const { body } = await read("/api/kpis/recorded-crimes/series?victim_age_band=65%2B");
  expect(body.points).toHaveLength(36);
  expect(body.points.every(({ value }: { value: number }) => value === 0)).toBe(true);
});

test("a count of the whole force that is too rare says so as well", async () => {
  const { body } = await read("/api/kpis/charges/series");
  expect(body.rare).toEqual([{ split: null, mean: 0 }]);
  expect(body.limits).toBeNull();
  expect(body.verdict.reading).toMatch(/^Fewer than 5 a month on average/);
});

test("split counts name the groups that are too rare for a chart, and the whole force has its own", async () => {
  const { body: split } = await read("/api/kpis/recorded-crimes/series?split=district");
  expect(split.rare).toEqual([{ split: "South", mean: 2.5 }]);
  const { body: whole } = await read("/api/kpis/recorded-crimes/series");
  expect(whole.rare).toEqual([]);
  expect(whole.points.at(-1).spc).not.toBeNull();
});

test("every target comes with its month; the one in force is that of the latest month that can be judged", async () => {
  const targets = [
    { kpi: "attrition", from: "2025-06", value: 0.5 },
    { kpi: "attrition", from: "2023-01", value: 0.6 },
    { kpi: "charges", from: "2023-01", value: 9 },
  ];
  const { body } = await read("/api/kpis/attrition/series", { targets });
  expect(body.targets).toEqual([
    { from: "2023-01", value: 0.6 },
    { from: "2025-06", value: 0.5 },
  ]);
  expect(body.target).toBe(0.6);
});

test("a p′ chart is given for an unsplit share and refused, by name, for anything else", async () => {
  const { body } = await read("/api/kpis/attrition/series?chart=p-prime");
  expect(body).toMatchObject({ chart: "p-prime" });
  for (const path of [
    "recorded-crimes/series?chart=p-prime",
    "open-over-a-year/series?chart=p-prime",
    "attrition/series?chart=p-prime&split=district",
    "attrition/series?chart=c",
  ]) {
    const { status, body: refusal } = await read(`/api/kpis/${path}`);
    expect([path, status, refusal.error.field]).toEqual([path, 400, "chart"]);
  }
});
