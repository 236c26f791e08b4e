import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { selectOne } from "../../server/engine/database.ts";
import { keptSnapshots, lastChange } from "../../server/store/history.ts";
import { openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/open-store.ts";
import { point } from "../../server/store/pointer.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { fileIn, runImportCommand, startServer, temporaryFolder } from "../support/command.ts";

test("any kept snapshot is read by its id, beside the one that is served, as often and as many at once as asked", async () => {
  const { home, ids } = homeWith([1, 2, 3, 4]);
  const store = openStore(home);
  const read = () => Promise.all(ids.map((id) => store.readSnapshot(id, countCrimes)));
  expect(await Promise.all([read(), read()])).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ]);
  expect(await store.read((served) => (served ? countCrimes(served) : Promise.resolve(0)))).toBe(4);
  expect(await read()).toEqual([1, 2, 3, 4]);
  await store.close();
});

test("a snapshot that is not kept, or is damaged, says so", async () => {
  const { home, ids } = homeWith([1, 2]);
  const store = openStore(home);
  for (const id of ["2026-01-31.gone", "..", ""])
    await expect(store.readSnapshot(id, countCrimes)).rejects.toMatchObject({ status: 404 });
  appendFileSync(join(home.snapshots, ids[0] ?? "", "snapshot.duckdb"), "x");
  await expect(store.readSnapshot(ids[0] ?? "", countCrimes)).rejects.toMatchObject({ status: 503 });
  expect(await store.readSnapshot(ids[1] ?? "", countCrimes)).toBe(2);
  await store.close();
});

test("while the folder of snapshots is away the one that is open is served, and a newer one once it is back", async () => {
  const { home } = homeWith([1, 2]);
  const count = () => store.read((snapshot) => (snapshot ? countCrimes(snapshot) : Promise.resolve(0)));
  const store = openStore(home);
  expect(await count()).toBe(2);
  const away = `${home.snapshots}-away`;
  renameSync(home.snapshots, away);
  utimesSync(home.pointer, new Date(), new Date());
  expect([await count(), await count()]).toEqual([2, 2]);

  const started = openStore(home);
  for (const _ of [1, 2])
    await expect(started.read(async () => "read")).rejects.toMatchObject({
      status: 503,
      code: "snapshots-unreadable",
    });
  renameSync(away, home.snapshots);
  expect(await started.read((snapshot) => (snapshot ? countCrimes(snapshot) : Promise.resolve(0)))).toBe(2);
  expect(await count()).toBe(2);
  await Promise.all([store.close(), started.close()]);
});

test("a pointer that an earlier version wrote still says which snapshot is served, and is kept with the next change", async () => {
  const { home, ids } = homeWith([1, 2]);
  writeFileSync(home.pointer, JSON.stringify({ id: ids[0] }));
  const store = openStore(home);
  expect(await store.read((snapshot) => (snapshot ? countCrimes(snapshot) : Promise.resolve(0)))).toBe(1);
  const { snapshots } = await keptSnapshots(home);
  expect(await lastChange(home, snapshots, new Date())).toBeNull();
  await point(home, ids[1] ?? "", { how: "restored", by: "analyst", at: new Date().toISOString() });
  expect(await lastChange(home, snapshots, new Date())).toMatchObject({ undo: { snapshot: ids[0] } });
  await store.close();
});

test("a home that keeps snapshots and has lost its pointer serves them again, and never the sample", async () => {
  const { home, ids } = homeWith([1, 2]);
  rmSync(home.pointer);
  const { url } = await startServer(home.folder);
  const served = await fetch(`${url}/api/snapshot`, { headers: { connection: "close" } });
  expect(await served.json()).toMatchObject({ id: ids[1] });
  expect(readdirSync(home.snapshots)).toHaveLength(2);
});

test("a snapshot that an earlier version built is not read, and the newest that can be is served with a notice", async () => {
  const { home, ids } = homeWith([1, 2]);
  const path = join(home.snapshots, ids[1] ?? "", "manifest.json");
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), version: 1 }));
  const store = openStore(home);
  expect(await store.read(async (snapshot) => snapshot?.notice)).toContain("was built by an earlier version");
  expect(await store.read((snapshot) => (snapshot ? countCrimes(snapshot) : Promise.resolve(0)))).toBe(1);
  await store.close();
});

test("where every snapshot that is kept was built by another version, the answer says so and what to do", async () => {
  const { home, ids } = homeWith([1, 2]);
  for (const [place, id] of ids.entries()) {
    const path = join(home.snapshots, id, "manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...manifest, version: place === 0 ? 1 : 1_000 }));
  }
  const store = openStore(home);
  await expect(store.read(async () => "read")).rejects.toMatchObject({
    status: 503,
    code: "snapshots-unusable",
    message: expect.stringMatching(
      /earlier version of the flight deck.*later version of the flight deck|later version.*earlier version/,
    ),
  });
  await expect(store.read(async () => "read")).rejects.toThrow("Import the same files again");
  const { snapshots, unusable } = await keptSnapshots(home);
  expect(snapshots).toEqual([]);
  expect(unusable.map(({ id }) => id).sort()).toEqual([...ids].sort());
  await store.close();
});

test("spare work waits until nobody reads, is done one piece after another, and ends before the snapshot is closed", async () => {
  const { home } = homeWith([3]);
  const store = openStore(home);
  const done: string[] = [];
  await store.read(async (snapshot) => {
    if (!snapshot) throw new Error("nothing is served");
    const piece = (name: string) => async () => {
      done.push(`${name} begins`);
      done.push(`${name} counts ${await countCrimes(snapshot)}`);
    };
    snapshot.later(piece("first"));
    snapshot.later(() => Promise.reject(new Error("a piece that fails")));
    snapshot.later(piece("second"));
    await countCrimes(snapshot);
    done.push("the reader ends");
  });
  await expect.poll(() => done.length).toBe(5);
  expect(done).toEqual([
    "the reader ends",
    "first begins",
    "first counts 3",
    "second begins",
    "second counts 3",
  ]);
  await store.read(async (snapshot) => {
    snapshot?.later(async () => {
      done.push(`last counts ${await countCrimes(snapshot)}`);
    });
    snapshot?.later(async () => {
      done.push("never");
    });
  });
  await store.close();
  await expect.poll(() => done.at(-1)).toBe("last counts 3");
});

/** A home with one snapshot for each number of crimes, in that order. */
function homeWith(crimes: number[]) {
  const folder = temporaryFolder();
  const home = openHome(folder);
  const ids: string[] = [];
  for (const count of crimes) {
    const rows = Array.from({ length: count }, (_, n) => `A${n},01/01/2026,19C`);
    const cases = fileIn(folder, "cases.csv", `crime_ref,recorded_date,offence_code\n${rows.join("\n")}\n`);
    const outcomes = fileIn(
      folder,
      "outcomes.csv",
      "crime_ref,outcome_code,outcome_date\nA0,16,20/01/2026\n",
    );
    const words = ["--cases", cases, "--outcomes", outcomes, "--as-at", "2026-01-31"];
    expect(runImportCommand(folder, words).status).toBe(0);
    ids.push(...readdirSync(home.snapshots).filter((id) => !ids.includes(id)));
  }
  return { home, ids };
}

async function countCrimes({ use }: Snapshot): Promise<number> {
  const { crimes } = await use((connection) =>
    selectOne(
      connection,
      "select count(*)::integer as crimes from crimes",
      {},
      z.object({ crimes: z.number() }),
    ),
  );
  return crimes;
}
