import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { settingsSchema } from "../../server/contract/settings.ts";
import { showCount } from "../../server/disclosure/release.ts";
import { readSettings, settingsDocument } from "../../server/settings/settings.ts";
import {
  documentHistory,
  listDocuments,
  readableHistory,
  readDocument,
  readDocuments,
  saveDocument,
} from "../../server/store/documents.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import { temporaryFolder } from "../support/command.ts";

const schema = z.strictObject({ title: z.string(), shown: z.boolean().default(true) });
const at = new Date("2026-11-01T09:00:00Z");

test("a document is read as it was last saved, its defaults filled in, and every version is kept", async () => {
  const home = openHome(temporaryFolder());
  expect(await readDocument(home, "settings", schema)).toBeNull();
  await saveDocument(home, "settings", schema, { title: "one" }, { over: 0, by: "ann", at });
  await saveDocument(home, "settings", schema, { title: "two" }, { over: 1, by: "bob", at });
  expect(await readDocument(home, "settings", schema)).toEqual({
    version: 2,
    savedAt: "2026-11-01T09:00:00.000Z",
    savedBy: "bob",
    value: { title: "two", shown: true },
  });
  const history = await documentHistory(home, "settings", schema);
  expect(history.map(({ version, savedBy }) => [version, savedBy])).toEqual([
    [2, "bob"],
    [1, "ann"],
  ]);
});

test("of twenty editors that save over the same version at once exactly one succeeds, and no draft is left", async () => {
  const home = openHome(temporaryFolder());
  const saves = Array.from({ length: 20 }, (_, n) =>
    saveDocument(home, "settings", schema, { title: String(n) }, { over: 0, by: "ann", at }),
  );
  const settled = await Promise.allSettled(saves);
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const each of settled)
    if (each.status === "rejected") expect(each.reason).toMatchObject({ status: 409 });
  expect(readdirSync(join(home.folder, "documents/settings"))).toEqual(["000001.json"]);
});

test("documents of a folder are listed; a name cannot leave it", async () => {
  const home = openHome(temporaryFolder());
  await saveDocument(home, "mappings/niche", schema, { title: "n" }, { over: 0, by: "ann", at });
  await saveDocument(home, "mappings/athena", schema, { title: "a" }, { over: 0, by: "ann", at });
  expect(await listDocuments(home, "mappings")).toEqual(["mappings/athena", "mappings/niche"]);
  expect(await listDocuments(home, "packs")).toEqual([]);
  await expect(readDocument(home, "../settings", schema)).rejects.toThrow("no name of a document");
});

test("the version before stands in for one that cannot be used, says so, and is saved over it", async () => {
  const home = openHome(temporaryFolder());
  await saveDocument(home, "settings", schema, { title: "one" }, { over: 0, by: "ann", at });
  breakVersion(home, "settings/000002.json");
  const read = await readDocument(home, "settings", schema);
  expect(read).toMatchObject({ version: 2, savedBy: "ann", value: { title: "one" } });
  expect(read?.fault).toMatch(/Version 2 of settings cannot be used: .*title.* Version 1 stands in\./);
  await saveDocument(home, "settings", schema, { title: "three" }, { over: 2, by: "bob", at });
  expect(await readDocument(home, "settings", schema)).toMatchObject({
    version: 3,
    value: { title: "three" },
  });
  const readable = await readableHistory(home, "settings", schema);
  expect(readable.map(({ version }) => version)).toEqual([3, 1]);
  await expect(documentHistory(home, "settings", schema)).rejects.toThrow("Version 2 of settings");
});

test("a document of which no version can be used says which and why, and takes no other document with it", async () => {
  const home = openHome(temporaryFolder());
  await saveDocument(home, "mappings/niche", schema, { title: "n" }, { over: 0, by: "ann", at });
  breakVersion(home, "mappings/broken/000001.json");
  await expect(readDocument(home, "mappings/broken", schema)).rejects.toThrow("Version 1 of mappings/broken");
  const names = await listDocuments(home, "mappings");
  const { read, faults } = await readDocuments(home, names, schema);
  expect(read.map(({ name }) => name)).toEqual(["mappings/niche"]);
  expect(faults).toEqual([
    { name: "mappings/broken", fault: expect.stringContaining("Mend or remove that file") },
  ]);
});

test("while the newest settings cannot be read, nothing is released: their rule may have been stricter", async () => {
  const home = openHome(temporaryFolder());
  const settings = { small_numbers: { hide_under: 20 }, force_name: "Northshire" };
  await saveDocument(home, settingsDocument, settingsSchema, settings, { over: 0, by: "ann", at });
  expect((await readSettings(home)).small_numbers.hide_under).toBe(20);
  breakVersion(home, "settings/000002.json");
  const read = await readSettings(home);
  expect(read.force_name).toBe("Northshire");
  expect(showCount(1_000_000, { exactness: "released", rule: read.small_numbers }, false)).toBeNull();
});

function breakVersion(home: Home, file: string): void {
  const path = join(home.folder, "documents", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '{"version": 2, "value": {"titel": "x"}}');
}
