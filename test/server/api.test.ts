import { testClient } from "hono/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver, logged } from "../support/app.ts";
import { type Row, snapshotOf } from "../support/snapshot.ts";

const cases: Row[] = Array.from({ length: 60 }, (_, n) => ({
  crime_ref: `A${n}`,
  recorded_date: `2026-0${1 + (n % 4)}-10`,
  offence_code: n % 10 === 9 ? "88E" : n % 2 ? "19C" : "20A",
  district: n % 3 ? "North" : "South",
  victim_age: String(n),
}));
const outcomes: Row[] = cases
  .filter((_, n) => n % 2 === 0)
  .map(({ crime_ref = "" }, n) => ({
    crime_ref,
    outcome_code: n % 3 ? "16" : "1",
    outcome_date: "2026-04-20",
  }));

let snapshot: Snapshot & { close: () => void };
let get: (path: string) => Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>;

beforeAll(async () => {
  snapshot = await snapshotOf({ cases, outcomes, asAt: "2026-04-30" });
  const app = appOver(snapshot);
  get = async (path) => {
    const response = await app.request(path);
    return { status: response.status, body: await response.json() };
  };
});
afterAll(() => snapshot.close());

describe("what the API answers", () => {
  test("health and the snapshot", async () => {
    expect(await get("/api/health")).toEqual({ status: 200, body: { ok: true, snapshot: "test" } });
    const { body } = await get("/api/snapshot");
    expect(body).toMatchObject({
      id: "test",
      asAt: "2026-04-30",
      firstMonth: "2026-01",
      lastCompleteMonth: "2026-04",
      synthetic: false,
      dimensions: { district: ["North", "South"], force: ["unknown"] },
      scopes: ["rape", "adult-rape", "rasso", "all-sexual", "all"],
    });
  });

  test("every KPI with its definition, and the reason where its columns are absent", async () => {
    const { body } = await get("/api/kpis");
    const byId = Object.fromEntries(body.kpis.map((kpi: { id: string }) => [kpi.id, kpi]));
    expect(byId.attrition).toMatchObject({
      available: true,
      reason: null,
      kind: "share",
      unit: "share",
      basis: "R",
    });
    expect(byId["early-advice-uptake"]).toMatchObject({
      available: false,
      reason: expect.stringContaining("early_advice_date"),
    });
  });

  test("a series has every month from first to last, and crops without changing a point", async () => {
    const { body } = await get("/api/kpis/victim-withdrawal/series?from=2025-12&to=2026-05");
    expect(body.points.map(({ month }: { month: string }) => month)).toEqual([
      "2025-12",
      "2026-01",
      "2026-02",
      "2026-03",
      "2026-04",
      "2026-05",
    ]);
    expect(body.points[0]).toEqual({
      month: "2025-12",
      split: null,
      numerator: 0,
      denominator: 0,
      value: null,
      p75: null,
      p90: null,
      undated: null,
      mature: null,
      ramp_up: true,
      complete: true,
      suppressed: false,
      parts: { "14": 0, "16": 0 },
      spc: null,
    });
    const { body: whole } = await get("/api/kpis/victim-withdrawal/series");
    expect(body.points.slice(1, 5)).toEqual(whole.points);
  });

  test("filters: scope, a repeated dimension, an age band, and a split whose groups add up", async () => {
    const total = async (query: string) => {
      const { body } = await get(`/api/kpis/recorded-crimes/series?${query}`);
      return body.points.reduce((sum: number, { value }: { value: number }) => sum + value, 0);
    };
    expect(await total("")).toBe(54);
    expect(await total("scope=all-sexual")).toBe(60);
    expect(await total("scope=rape")).toBe(24);
    expect(await total("district=North")).toBe(36);
    expect(await total("district=North&district=South")).toBe(54);
    expect(await total("victim_age_band=0-12&scope=all")).toBe(13);
    expect(await total("domestic=yes")).toBe(0);
    expect(await total("split=district")).toBe(54);
    expect(await total("split=district&district=South")).toBe(18);
  });

  test("the list behind a number is the number, page by page", async () => {
    const { body: series } = await get("/api/kpis/victim-withdrawal/series?from=2026-04");
    const [{ numerator, denominator }] = series.points;
    expect(numerator).toBeGreaterThan(10);
    for (const [counted, total] of Object.entries({ numerator, denominator })) {
      const refs: string[] = [];
      let next: string | null = null;
      do {
        const page = await get(
          `/api/kpis/victim-withdrawal/cases?month=2026-04&counted=${counted}&limit=7${next ? `&cursor=${next}` : ""}`,
        );
        expect(page.body.total).toBe(total);
        refs.push(...page.body.rows.map(({ crime_ref }: { crime_ref: string }) => crime_ref));
        next = page.body.next;
      } while (next);
      expect(new Set(refs).size).toBe(total);
    }
  });

  test("a flight deck with a tile for every KPI; the ones that cannot be worked out say so", async () => {
    const { body } = await get("/api/flight-deck?district=South");
    const recorded = body.tiles.find(({ kpi }: { kpi: { id: string } }) => kpi.id === "recorded-crimes");
    expect(recorded).toMatchObject({ latest: { month: "2026-04", value: 4 }, maturing: 0, error: null });
    expect(recorded.points).toHaveLength(4);
    const advice = body.tiles.find(({ kpi }: { kpi: { id: string } }) => kpi.id === "early-advice-uptake");
    expect(advice).toMatchObject({ kpi: { available: false }, latest: null, points: [] });
  });

  test("the description lists every route with its parameters", async () => {
    const { body } = await get("/api/openapi.json");
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        "/api/health",
        "/api/snapshot",
        "/api/kpis",
        "/api/flight-deck",
        "/api/kpis/{id}/series",
        "/api/kpis/{id}/cases",
        "/api/checks",
      ]),
    );
    const parameters = body.paths["/api/kpis/{id}/series"].get.parameters.map(
      ({ name }: { name: string }) => name,
    );
    expect(parameters).toEqual(expect.arrayContaining(["id", "scope", "from", "to", "district", "split"]));
  });

  test("the typed client reaches the same routes", async () => {
    const response = await testClient(appOver(snapshot)).api.kpis[":id"].series.$get({
      param: { id: "recorded-crimes" },
      query: { district: ["South"] },
    });
    expect(response.status).toBe(200);
  });
});

describe("what the API refuses, in the contract's shape", () => {
  test.each([
    { path: "/api/kpis/attrition/series?scope=everything", status: 400, field: "scope" },
    { path: "/api/kpis/attrition/series?from=2026-13", status: 400, field: "from" },
    { path: "/api/kpis/attrition/series?from=2026-04&to=2026-01", status: 400, field: "from" },
    { path: "/api/kpis/attrition/series?from=1900-01&to=2099-12", status: 400, field: "from" },
    { path: "/api/kpis/attrition/series?colour=blue", status: 400, field: "colour" },
    { path: "/api/kpis/attrition/series?district=Nowhere", status: 400, field: "district" },
    { path: "/api/kpis/attrition/series?split=officer", status: 400, field: "split" },
    { path: "/api/kpis/attrition/cases?limit=0", status: 400, field: "limit" },
    { path: "/api/kpis/attrition/cases?limit=201", status: 400, field: "limit" },
    { path: "/api/kpis/attrition/cases?cursor=x", status: 400, field: "cursor" },
    { path: "/api/kpis/attrition/cases?counted=all", status: 400, field: "counted" },
    { path: "/api/flight-deck?split=district", status: 400, field: "split" },
    { path: "/api/kpis/nothing/series", status: 404, field: "id" },
    { path: "/api/kpis/early-advice-uptake/series", status: 404, field: "id" },
    { path: "/api/kpis/attrition%22;drop/series", status: 404, field: "id" },
    { path: "/api/nothing", status: 404 },
  ])("$path", async ({ path, status, field }) => {
    const answer = await get(path);
    expect(answer).toMatchObject({
      status,
      body: { error: { code: expect.any(String), message: expect.any(String) } },
    });
    expect(answer.body.error.field).toBe(field);
  });

  test("no data yet", async () => {
    const app = appOver(null);
    for (const path of [
      "/api/snapshot",
      "/api/kpis",
      "/api/flight-deck",
      "/api/checks",
      "/api/kpis/attrition/series",
    ]) {
      const response = await app.request(path);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ error: { code: "no-data" } });
    }
    expect(await (await app.request("/api/health")).json()).toEqual({ ok: true, snapshot: null });
  });

  test("a host name of somebody else's", async () => {
    const response = await appOver(snapshot).request("/api/health", {
      headers: { host: "attacker.example:4310" },
    });
    expect(response.status).toBe(400);
  });

  test("an unexpected fault gives an id that the log explains, and nothing else", async () => {
    const broken = appOver({
      ...snapshot,
      use: () => Promise.reject(new Error("SELECT secret FROM /srv/x")),
    });
    const response = await broken.request("/api/kpis/attrition/series");
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain("SELECT");
    const id = /under ([0-9a-f]{8})/.exec(text)?.[1];
    expect(logged.some((line) => line.includes(`error ${id}`) && line.includes("SELECT"))).toBe(true);
  });
});
