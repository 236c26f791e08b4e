import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settingsSchema } from "../../server/contract/settings.ts";
import { startImport } from "../../server/import/start-import.ts";
import { places } from "../../server/places.ts";
import { readSettings, settingsDocument } from "../../server/settings/settings.ts";
import { documentHistory, saveDocument } from "../../server/store/documents.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import { fileIn, temporaryFolder } from "../support/command.ts";

/** The sample's targets, events and packs never stand on a real force's charts: they go with the sample. */

const invented = "Avonshire (synthetic)";
const own = { kpi: "charges", from: "2026-01", value: 20 };

test("at the first real import they are put away, what somebody else set stays, and nothing is lost", async () => {
  const home = openHome(temporaryFolder());
  await importOf(home, invented);
  const sample = JSON.parse(readFileSync(join(places.sample, "settings.json"), "utf8"));
  await save(home, sample, 0, "sample");
  await save(home, { ...sample, targets: [...sample.targets, own], force_name: "Wessex" }, 1, "analyst");
  await saveDocument(
    home,
    "packs/2026-02-internal",
    settingsSchema,
    {},
    { over: 0, by: "a", at: new Date() },
  );

  await importOf(home, invented);
  expect((await readSettings(home)).targets).toHaveLength(sample.targets.length + 1);
  expect(existsSync(join(home.folder, "documents", "packs"))).toBe(true);

  await importOf(home, "Wessex Police");
  expect(await readSettings(home)).toMatchObject({ targets: [own], annotations: [], force_name: "Wessex" });
  const [newest, ...earlier] = await documentHistory(home, settingsDocument, settingsSchema);
  expect(newest?.savedBy).toBe("the first import of a force");
  expect(earlier.at(-1)?.value.targets).toHaveLength(sample.targets.length);
  expect(existsSync(join(home.folder, "documents", "packs"))).toBe(false);
  const [moment = ""] = readdirSync(join(home.folder, "documents", "put-away"));
  expect(readdirSync(join(home.folder, "documents", "put-away", moment, "packs"))).toEqual([
    "2026-02-internal",
  ]);
});

test("later imports put nothing away, though a force sets what the sample had, and neither does a home that never had it", async () => {
  const sample = JSON.parse(readFileSync(join(places.sample, "settings.json"), "utf8"));
  const home = openHome(temporaryFolder());
  await importOf(home, invented);
  await save(home, sample, 0, "sample");
  await importOf(home, "Wessex Police");
  await save(home, { targets: sample.targets }, 2, "analyst");
  await saveDocument(
    home,
    "packs/2026-02-internal",
    settingsSchema,
    {},
    { over: 0, by: "a", at: new Date() },
  );
  await importOf(home, "Wessex Police");
  expect((await readSettings(home)).targets).toHaveLength(sample.targets.length);
  expect(existsSync(join(home.folder, "documents", "packs"))).toBe(true);

  const fresh = openHome(temporaryFolder());
  await save(fresh, sample, 0, "analyst");
  await importOf(fresh, "Wessex Police");
  expect((await readSettings(fresh)).annotations).toHaveLength(sample.annotations.length);
});

async function importOf(home: Home, force: string): Promise<void> {
  const rows = Array.from(
    { length: 20 },
    (_, n) => `A${n},${String((n % 28) + 1).padStart(2, "0")}/01/2026,19C,${force}`,
  );
  const cases = fileIn(
    home.folder,
    "c.csv",
    ["crime_ref,recorded_date,offence_code,force", ...rows].join("\n"),
  );
  const outcomes = fileIn(home.folder, "o.csv", "crime_ref,outcome_code,outcome_date\nA1,16,20/01/2026\n");
  const job = { home: home.folder, queries: places.queries, files: { cases: [cases], outcomes: [outcomes] } };
  const importedAt = new Date().toISOString();
  const result = await startImport(places.importWorker, home, {
    ...job,
    asAt: "2026-02-28",
    by: "test",
    importedAt,
  });
  expect(result.refusal).toBeNull();
}

function save(home: Home, settings: object, over: number, by: string) {
  return saveDocument(home, settingsDocument, settingsSchema, settings, { over, by, at: new Date() });
}
