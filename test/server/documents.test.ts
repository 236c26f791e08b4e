import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { documentHistory, listDocuments, readDocument, saveDocument } from "../../server/store/documents.ts";
import { openHome } from "../../server/store/home.ts";
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

test("a version that cannot be used says which and why", async () => {
  const home = openHome(temporaryFolder());
  await saveDocument(home, "settings", schema, { title: "one" }, { over: 0, by: "ann", at });
  writeFileSync(
    join(home.folder, "documents/settings/000002.json"),
    '{"version": 2, "value": {"titel": "x"}}',
  );
  await expect(readDocument(home, "settings", schema)).rejects.toThrow(
    /Version 2 of settings cannot be used: .*title/,
  );
});
