import { afterAll, beforeAll, expect, test } from "vitest";
import { ruleFor } from "../../server/access/rules.ts";
import { createApp } from "../../server/app.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver, dependenciesOver, entries, personWith } from "../support/app.ts";
import { tinySnapshot } from "./tiny-snapshot.ts";

const everyone = personWith("viewer", "officer", "analyst", "importer", "auditor", "admin");

let snapshot: Snapshot & { close: () => void };

beforeAll(async () => {
  snapshot = await tinySnapshot();
});
afterAll(() => snapshot.close());

test("a parameter that a route does not have is refused on every route", async () => {
  const app = appOver(snapshot, {}, everyone);
  const { paths } = await (await app.request("/api/openapi.json")).json();
  const routes = Object.entries<Record<string, object>>(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, "attrition"),
    })),
  );
  expect(routes.length).toBeGreaterThan(40);
  for (const { method, path } of routes) {
    const response = await app.request(`${path}?distrct=North`, { method });
    const { error } = await response.json();
    expect({ path, status: response.status, field: error.field }).toEqual({
      path,
      status: 400,
      field: "distrct",
    });
  }
});

test("a body that is larger than any page sends is refused before it is read to its end", async () => {
  const app = appOver(snapshot, {}, everyone);
  const large = JSON.stringify({ version: 0, settings: { force_name: "x".repeat(2 ** 20) } });
  const headers = { "content-type": "application/json" };
  const whole = await app.request("/api/settings", { method: "PUT", body: large, headers });
  expect(whole.status).toBe(413);
  expect((await whole.json()).error.code).toBe("too-large");
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 2 ** 16;
      controller.enqueue(new Uint8Array(2 ** 16));
    },
  });
  const request = new Request("http://localhost/api/packs", {
    method: "POST",
    body: endless,
    duplex: "half",
  } as RequestInit);
  const own = { "x-flight-deck": "1", "sec-fetch-site": "same-origin", ...headers };
  const streamed = await createApp(dependenciesOver(snapshot)).request(
    new Request(request, { headers: own }),
  );
  expect(streamed.status).toBe(413);
  expect(sent).toBeLessThan(2 ** 22);
});

test("beyond sixty files in ten minutes there is a 429 and an alert, for that person and that while only", async () => {
  let minutes = 0;
  const now = () => new Date(Date.UTC(2026, 10, 24, 12, minutes));
  let person = personWith("analyst");
  const app = createApp({ ...dependenciesOver(snapshot), now, identify: () => person });
  const take = async () => (await app.request("/api/imports/nothing/rejected.csv")).status;
  for (let taken = 0; taken < 60; taken++) expect(await take()).toBe(404);
  entries.length = 0;
  expect(await take()).toBe(429);
  expect(entries).toMatchObject([
    { action: "alert", person, what: expect.stringContaining("60 files in 10 minutes") },
  ]);
  person = { ...person, id: "test:another analyst" };
  expect(await take()).toBe(404);
  person = personWith("analyst");
  minutes = 10;
  expect(await take()).toBe(404);
});

test("what gives files away is limited as such", () => {
  for (const path of ["/api/packs/1/file", "/api/imports/1/rejected.csv"])
    expect(ruleFor("GET", path)?.use).toBe("disclosure");
});
