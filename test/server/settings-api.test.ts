import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { localPerson } from "../../server/access/person.ts";
import { readSettings } from "../../server/settings/settings.ts";
import { openHome } from "../../server/store/home.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver, personWith } from "../support/app.ts";
import { snapshotOf } from "../support/snapshot.ts";

let snapshot: Snapshot & { close: () => void };
beforeAll(async () => {
  snapshot = await snapshotOf({
    cases: [{ crime_ref: "A1", recorded_date: "2026-01-10", offence_code: "19C", force: "Northshire" }],
    outcomes: [],
    asAt: "2026-04-30",
  });
});
afterAll(() => snapshot.close());

test("settings are the defaults until someone saves, then the saved ones with who and when", async () => {
  const { get, put } = emptyHome();
  const { body: before } = await get("/api/settings");
  expect(before).toMatchObject({ version: 0, savedAt: null, settings: { marking: "OFFICIAL-SENSITIVE" } });

  const settings = { ...before.settings, force_name: "Northshire Police" };
  expect(await put({ version: 0, settings })).toMatchObject({
    status: 200,
    body: { version: 1, savedAt: "2026-11-24T12:00:00.000Z", settings: { force_name: "Northshire Police" } },
  });
  expect((await get("/api/settings")).body).toMatchObject({ version: 1, savedBy: expect.any(String) });
});

test("the second of two editors is told that the first saved, and nothing of the first is lost", async () => {
  const { get, put } = emptyHome();
  await put({ version: 0, settings: { marking: "OFFICIAL" } });
  const { status, body } = await put({ version: 0, settings: { marking: "SECRET" } });
  expect(status).toBe(409);
  expect(body.error.message).toContain("Someone else saved");
  expect((await get("/api/settings")).body.settings.marking).toBe("OFFICIAL");
});

test("every version stays, the newest first, and an earlier one can be saved again", async () => {
  const { get, put } = emptyHome();
  await put({ version: 0, settings: { marking: "OFFICIAL" } });
  await put({ version: 1, settings: { marking: "SECRET" } });
  const { versions } = (await get("/api/settings/history")).body;
  expect(versions.map((one: { version: number }) => one.version)).toEqual([2, 1]);
  await put({ version: 2, settings: versions[1].settings });
  expect((await get("/api/settings")).body).toMatchObject({ version: 3, settings: { marking: "OFFICIAL" } });
});

test("the name and the marking are on the snapshot that every page reads", async () => {
  const app = appOver(snapshot, { force_name: "Northshire Police", marking: "OFFICIAL" });
  expect(await (await app.request("/api/snapshot")).json()).toMatchObject({
    force: "Northshire Police",
    marking: "OFFICIAL",
  });
  expect(await (await appOver(snapshot).request("/api/snapshot")).json()).toMatchObject({
    force: "Northshire",
  });
});

test("the marking is that of the figures which the person sees", async () => {
  const markingFor = async (...roles: Parameters<typeof personWith>) => {
    const { marking, handling } = await (
      await appOver(snapshot, {}, personWith(...roles)).request("/api/snapshot")
    ).json();
    return `${marking}: ${handling}`;
  };
  expect(await markingFor("viewer")).toBe("OFFICIAL: Small numbers protected for release");
  for (const role of ["officer", "analyst", "importer", "auditor"] as const)
    expect(await markingFor("viewer", role), role).toBe("OFFICIAL-SENSITIVE: Not for onward release");
});

test.each([
  ["a marking that is empty", { marking: "" }, "settings.marking"],
  [
    "a month that is none",
    { targets: [{ kpi: "charges", from: "2026-13", value: 3 }] },
    "settings.targets.0.from",
  ],
  [
    "a share above one",
    { targets: [{ kpi: "attrition", from: "2026-01", value: 40 }] },
    "settings.targets.0.value",
  ],
  [
    "two targets for one month",
    {
      targets: [
        { kpi: "attrition", from: "2026-01", value: 0.4 },
        { kpi: "attrition", from: "2026-01", value: 0.5 },
      ],
    },
    "settings.targets.1.from",
  ],
  [
    "a setting that the KPI does not have",
    { kpis: { attrition: { settings: { days: 3 } } } },
    "settings.kpis.attrition.settings.days",
  ],
  ["a key that there is not", { colour: "red" }, "settings.colour"],
])("%s is refused by name, and nothing is saved", async (_, settings, field) => {
  const { put, home } = emptyHome();
  expect(await put({ version: 0, settings })).toMatchObject({ status: 400, body: { error: { field } } });
  expect(await readSettings(home)).toMatchObject({ marking: "OFFICIAL-SENSITIVE", targets: [] });
});

test("the maps in force, the names of columns and the change log can be read", async () => {
  const { get } = emptyHome();
  const { body } = await get("/api/definitions");
  expect(body.outcomes.map(({ code }: { code: string }) => code).slice(0, 4)).toEqual(["0", "1", "1A", "2"]);
  expect(body.outcomes.find(({ code }: { code: string }) => code === "14")).toMatchObject({
    group: "victim-does-not-support",
    suspect_known: "no",
  });
  expect(body.offences.find(({ code }: { code: string }) => code === "19C")).toMatchObject({ rape: "yes" });
  expect(body.cancelled.map(({ code }: { code: string }) => code)).toContain("N100");
  expect(body.columns.find(({ column }: { column: string }) => column === "crime_ref").aliases).toContain(
    "crime number",
  );
  expect(body.changes[0]).toMatchObject({ title: expect.stringMatching(/2026/), text: expect.any(String) });
});

/** The API over a home without settings. */
function emptyHome() {
  const folder = mkdtempSync(join(tmpdir(), "flight-deck-settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const home = openHome(folder);
  const app = appOver(snapshot, {}, localPerson(), home);
  const answer = async (response: Response | Promise<Response>) => {
    const { status } = await response;
    return { status, body: await (await response).json() };
  };
  return {
    home,
    get: (path: string) => answer(app.request(path)),
    put: (body: object) =>
      answer(
        app.request("/api/settings", {
          method: "PUT",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
  };
}
