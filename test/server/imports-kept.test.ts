import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { asAt, cases, outcomes, setImports } from "../support/import-files.ts";
import { formOf, serveHome } from "../support/served-home.ts";

test("a kept snapshot is served again, who and when is kept, and a dry run that compared with another must be made again", async () => {
  const { ask } = await serveHome(temporaryFolder());
  const publish = async (id: string) => (await ask("POST", `/imports/${id}/publish`)).body.snapshot.id;
  const tryFiles = async () => {
    const { id } = (await ask("POST", "/imports", formOf({ "c.csv": cases, "o.csv": outcomes }))).body;
    await ask("POST", `/imports/${id}/dry-run`, { asAt });
    return id;
  };
  const old = await publish(await tryFiles());
  const recent = await publish(await tryFiles());
  const waiting = await tryFiles();
  expect((await ask("POST", `/snapshots/${recent}/restore`)).status).toBe(409);
  expect((await ask("POST", "/snapshots/gone/restore")).status).toBe(404);
  expect((await ask("POST", `/snapshots/${old}/restore`)).status).toBe(204);
  expect((await ask("GET", "/health")).body.snapshot).toBe(old);
  const { snapshots, restores } = (await ask("GET", "/imports")).body;
  expect(snapshots.map(({ id, served }: { id: string; served: boolean }) => [id, served])).toEqual([
    [recent, false],
    [old, true],
  ]);
  expect(restores).toEqual([
    { snapshot: old, from: recent, by: expect.stringMatching(/^local:/), at: expect.any(String) },
  ]);
  expect(await ask("POST", `/imports/${waiting}/publish`)).toMatchObject({
    status: 409,
    body: { error: { code: "compared-with-another" } },
  });
  expect((await ask("POST", `/imports/${waiting}/dry-run`, { asAt })).body.changes.against.id).toBe(old);
  expect(await publish(waiting)).toBe((await ask("GET", "/health")).body.snapshot);
});

test("older snapshots than the settings keep are removed after a publish, but never one that is open", async () => {
  const { home, store } = await serveHome(temporaryFolder());
  await setImports(home, { keep_snapshots: 2 });
  const words = ["--cases", fileIn(home.folder, "c.csv", cases), "--outcomes"];
  words.push(fileIn(home.folder, "o.csv", outcomes), "--as-at", asAt);
  const kept = () => readdirSync(home.snapshots);
  const publish = () => {
    const before = kept();
    expect(runImportCommand(home.folder, words).status).toBe(0);
    return kept().find((id) => !before.includes(id)) ?? "";
  };
  const first = publish();
  const second = publish();
  const third = await store.readSnapshot(first, async () => publish());
  expect(kept().sort()).toEqual([first, second, third].sort());
  await store.close();
  const fourth = publish();
  expect(kept().sort()).toEqual([third, fourth].sort());
});
