import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ruleFor } from "../../server/access/rules.ts";
import { root } from "../../server/places.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { tinySnapshot } from "../access/tiny-snapshot.ts";
import { appOver, personWith } from "../support/app.ts";

type Parameter = { in: string; name: string; required?: boolean; schema: { enum?: string[] } };

type FiguresRoute = { path: string; query: URLSearchParams; isFiltered: boolean };

const analyst = personWith("analyst");

let snapshot: Snapshot & { close: () => void };
let routes: FiguresRoute[];

beforeAll(async () => {
  snapshot = await tinySnapshot();
  const { paths } = await (await appOver(snapshot).request("/api/openapi.json")).json();
  routes = Object.entries<{ get?: { parameters: Parameter[] } }>(paths).flatMap(([path, { get }]) =>
    get && isOfFigures(path) ? [routeOf(path, get.parameters)] : [],
  );
});
afterAll(() => snapshot.close());

test("nothing but figures-route.ts makes a question, chooses a view or checks filters, so every route of figures goes through it", () => {
  const makers = ["questionOf", "viewFor", "exactView", "releasedView", "refuseUnknownValues"];
  const folder = join(root, "server/routes");
  const others = readdirSync(folder)
    .filter((file) => file !== "figures-route.ts")
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return makers.filter((name) => text.includes(name)).map((name) => `${file} names ${name}`);
    });
  expect(others).toEqual([]);
});

test("every route of figures says that nothing was imported", async () => {
  expect(routes.length).toBeGreaterThan(10);
  for (const { path, query } of routes)
    expect(await answerOf(null, path, query), path).toEqual({ status: 503, code: "no-data" });
});

test("every route of figures with filters refuses a value that the snapshot does not know", async () => {
  const filtered = routes.filter(({ isFiltered }) => isFiltered);
  expect(filtered.length).toBeGreaterThan(9);
  for (const { path, query } of filtered) {
    const asked = new URLSearchParams([...query, ["district", "Nowhere"]]);
    expect(await answerOf(snapshot, path, asked), path).toEqual({ status: 400, code: "unknown-value" });
  }
});

test("every route of one KPI's figures refuses a KPI that is not there", async () => {
  const ofKpis = routes.filter(({ path }) => path.startsWith("/api/kpis/"));
  expect(ofKpis.length).toBeGreaterThan(5);
  for (const { path, query } of ofKpis) {
    const unknown = path.replace("recorded-crimes", "no-such-kpi");
    expect(await answerOf(snapshot, unknown, query), path).toEqual({ status: 404, code: "unknown-kpi" });
  }
});

/** Figures are what is heavy to read, except packs, which are made of figures that were asked for elsewhere. */
function isOfFigures(path: string): boolean {
  return !path.startsWith("/api/packs") && ruleFor("GET", path.replace(/\{\w+\}/g, "x"))?.isHeavy === true;
}

function routeOf(path: string, parameters: Parameter[]): FiguresRoute {
  const asked = parameters.filter((each) => each.in === "query");
  const required = asked.filter((each) => each.required);
  return {
    path: path.replace("{id}", "recorded-crimes"),
    query: new URLSearchParams(required.map(({ name, schema }) => [name, schema.enum?.[0] ?? "test"])),
    isFiltered: asked.some(({ name }) => name === "district"),
  };
}

async function answerOf(served: Snapshot | null, path: string, query: URLSearchParams) {
  const response = await appOver(served, {}, analyst).request(`${path}?${query}`);
  return { status: response.status, code: (await response.json()).error?.code };
}
