import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settingsSchema } from "../../server/contract/settings.ts";
import { settingsDocument } from "../../server/settings/settings.ts";
import { saveDocument } from "../../server/store/documents.ts";
import { openHome } from "../../server/store/home.ts";
import { fileIn, runImportCommand, startServer, temporaryFolder } from "../support/command.ts";

test("a force's own setting is used by its next import, and every answer says which version that is", async () => {
  const home = temporaryFolder();
  importTwoCrimes(home);
  const { url } = await startServer(home);
  const before = await read(url);
  expect(before.kpi).toMatchObject({
    title: "All closures without charge by day 365",
    matures_after_days: 365,
    pending: null,
    flight_deck_ref: "",
    version: {
      hash: expect.stringMatching(/^[0-9a-f]{8}$/),
      reviewed_on: "2026-12-01",
      changed_on: "2026-12-01",
    },
  });
  expect(before.series).toMatchObject({ version: before.kpi.version.hash });
  expect(before.series.points[0]).toMatchObject({ numerator: 2, denominator: 2 });

  await saveSettings(home, 0, { attrition: { settings: { within_days: 100 }, flight_deck_ref: "FD-7" } });
  const waiting = await read(url);
  expect(waiting.kpi.flight_deck_ref).toBe("FD-7");
  expect(waiting.kpi.version).toEqual(before.kpi.version);
  expect(waiting.kpi.pending).toBe(
    "“Days from recording” is 100 in the settings and 365 in these figures. Import the files again to use the new setting.",
  );
  expect(waiting.series.points[0]).toMatchObject({ numerator: 2 });

  importTwoCrimes(home);
  const after = await read(url);
  expect(after.kpi).toMatchObject({
    title: "All closures without charge by day 100",
    matures_after_days: 100,
    pending: null,
  });
  expect(after.kpi.version.hash).not.toBe(before.kpi.version.hash);
  expect(after.series.points[0]).toMatchObject({ numerator: 1, denominator: 2 });
  for (const path of ["breakdown?by=district", "cases?month=2025-01"]) {
    expect(await answer(`${url}/api/kpis/attrition/${path}`)).toMatchObject({
      version: after.kpi.version.hash,
    });
  }
});

test("a setting that its KPI does not have is a named fault of that KPI and of no other", async () => {
  const home = temporaryFolder();
  await saveSettings(home, 0, { attrition: { settings: { within_weeks: 4 } } });
  importTwoCrimes(home);
  const { url } = await startServer(home);
  const { kpis, faults } = await answer(`${url}/api/kpis`);
  expect(faults).toEqual([{ id: "attrition", fault: expect.stringContaining("“within_weeks”") }]);
  expect(kpis.filter(({ available }: { available: boolean }) => available).length).toBeGreaterThan(8);
});

test("a folder in the force's home replaces the KPI of the same id, and its version differs", async () => {
  const home = temporaryFolder();
  importTwoCrimes(home);
  const { url } = await startServer(home);
  const ours = (await read(url)).kpi;
  const folder = join(home, "kpis/attrition");
  mkdirSync(folder, { recursive: true });
  const {
    id: _,
    version: __,
    pending: ___,
    available: ____,
    reason: _____,
    words: ______,
    query,
    settings,
    ...told
  } = ours;
  const file = {
    ...told,
    needs: [],
    relations: [],
    settings: { within_days: { title: "Days", default: 365 } },
  };
  writeFileSync(join(folder, "kpi.json"), JSON.stringify({ ...file, title: "Our own" }));
  writeFileSync(join(folder, "query.sql"), `${query}\nwhere crime_ref != 'A1'`);
  importTwoCrimes(home);
  const theirs = await read(url);
  expect(theirs.kpi).toMatchObject({ title: "Our own" });
  expect(theirs.kpi.version.hash).not.toBe(ours.version.hash);
  expect(theirs.series.points[0]).toMatchObject({ denominator: 1 });
  expect(settings.within_days.value).toBe(365);
});

async function read(url: string) {
  const { kpis } = await answer(`${url}/api/kpis`);
  const series = await answer(`${url}/api/kpis/attrition/series`);
  return { kpi: kpis.find(({ id }: { id: string }) => id === "attrition"), series };
}

/** On its own connection: an import blocks this process for longer than the server keeps an idle one. */
async function answer(address: string) {
  return (await fetch(address, { headers: { connection: "close" } })).json();
}

async function saveSettings(home: string, over: number, kpis: object): Promise<void> {
  const saving = { over, by: "test", at: new Date("2026-11-24T12:00:00Z") };
  const value = settingsSchema.parse({ kpis });
  await saveDocument(openHome(home), settingsDocument, settingsSchema, value, saving);
}

/** Two crimes of January 2025, closed without charge after 50 and 150 days. */
function importTwoCrimes(home: string): void {
  const cases = fileIn(
    home,
    "cases.csv",
    "crime_ref,recorded_date,offence_code\nA1,05/01/2025,19C\nA2,05/01/2025,19C\n",
  );
  const outcomes = fileIn(
    home,
    "outcomes.csv",
    "crime_ref,outcome_code,outcome_date\nA1,16,24/02/2025\nA2,16,04/06/2025\n",
  );
  const words = ["--cases", cases, "--outcomes", outcomes, "--as-at", "2026-06-30"];
  expect(runImportCommand(home, words).status).toBe(0);
}
