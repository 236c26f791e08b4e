import { afterAll, beforeAll, expect, test } from "vitest";
import { may } from "../../server/access/capabilities.ts";
import { assertCounts, assertRules, ruleFor } from "../../server/access/rules.ts";
import { roles } from "../../server/contract/session.ts";
import { readCases } from "../../server/measures/cases.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver, entries, personWith } from "../support/app.ts";
import { exactKpiQuestion } from "../support/questions.ts";
import { measureQueries } from "../support/snapshot.ts";
import { roleCells } from "./role-cells.ts";
import { tinySnapshot } from "./tiny-snapshot.ts";

let snapshot: Snapshot & { close: () => void };

beforeAll(async () => {
  snapshot = await tinySnapshot();
});
afterAll(() => snapshot.close());

test("every route answers everybody as its rule says, however its address is written", async () => {
  const cells = await roleCells(snapshot, true);
  expect(cells.length).toBeGreaterThan(1500);
  expect(cells.filter(({ isRight }) => !isRight)).toEqual([]);
});

test("a route without a rule stops the server from being made", () => {
  expect(() => assertRules([{ method: "GET", path: "/api/new-thing" }])).toThrow("no rule");
  expect(() => assertRules([{ method: "GET", path: "/api/health" }])).not.toThrow();
});

test("a route of figures that does not say which counts it shows stops the server from being made", () => {
  const figures = { method: "GET", path: "/api/new-figures", may: "read-figures" } as const;
  expect(() => assertCounts([figures])).toThrow("GET /api/new-figures does not say");
  expect(() => assertCounts([{ ...figures, may: "read-definitions" }])).toThrow("does not say");
  expect(() => assertCounts([{ ...figures, counts: ["series"] }])).not.toThrow();
  expect(() => assertCounts([{ ...figures, noCounts: "figures of other areas" }])).not.toThrow();
  expect(() => assertCounts([{ ...figures, may: "list-crimes" }])).not.toThrow();
});

test("no role includes another: admin, importer and auditor see no figure, and only analysts see crimes", () => {
  const whoMay = (path: string) => {
    const capability = ruleFor("GET", path)?.may;
    return roles.filter(
      (role) => capability && capability !== "anyone" && may({ roles: [role] }, capability),
    );
  };
  expect(whoMay("/api/kpis/attrition/series")).toEqual(["viewer", "officer", "analyst", "approver"]);
  expect(whoMay("/api/kpis/attrition/cases")).toEqual(["analyst"]);
  expect(whoMay("/api/audit")).toEqual(["auditor"]);
});

test("the function that reads the crimes asks again who asks", async () => {
  const question = exactKpiQuestion(snapshot, "recorded-crimes");
  const page = { counted: "numerator" as const, limit: 5 };
  const asked = readCases(question, measureQueries, page, personWith("officer", "admin"));
  await expect(asked).rejects.toMatchObject({ status: 403 });
});

test("a list of crimes is recorded with filter, rows, hashed references and snapshot, and no reference in clear", async () => {
  entries.length = 0;
  const app = appOver(snapshot, {}, personWith("analyst"));
  const response = await app.request("/api/kpis/recorded-crimes/cases?scope=all&limit=3");
  expect(response.status).toBe(200);
  expect(entries).toEqual([
    {
      action: "consultation",
      person: personWith("analyst"),
      what: "GET /api/kpis/recorded-crimes/cases",
      filter: { scope: ["all"], limit: ["3"] },
      of: "crimes",
      rows: 3,
      refs: ["hash of A0", "hash of A1", "hash of A2"],
      snapshot: "test",
    },
  ]);
});

test("who is refused is recorded", async () => {
  entries.length = 0;
  await appOver(snapshot, {}, personWith("viewer")).request("/api/kpis/attrition/cases");
  expect(entries).toMatchObject([{ action: "refused", what: "GET /api/kpis/attrition/cases" }]);
});

test("importers see checks without the crimes that are their examples", async () => {
  const ask = async (role: "importer" | "analyst", path: string) =>
    (await appOver(snapshot, {}, personWith(role)).request(path)).json();
  const examples = async (role: "importer" | "analyst") =>
    (await ask(role, "/api/checks")).checks.flatMap((check: { examples: string[] }) => check.examples);
  expect(await examples("analyst")).not.toEqual([]);
  expect(await examples("importer")).toEqual([]);
});
