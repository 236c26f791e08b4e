import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clearAbandonedImport, takeImportLock } from "../../server/import/import-lock.ts";
import { root } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";
import { fileIn, temporaryFolder } from "../support/command.ts";

const at = new Date("2026-11-01T09:30:00Z");

test("a lock that is held names its holder, and one that was let go can be taken again", () => {
  const home = openHome(temporaryFolder());
  const lock = takeImportLock(home, "ann", at);
  expect(() => takeImportLock(home, "bob", at)).toThrow(/An import by ann, begun at 09:30 UTC/);
  lock.release();
  takeImportLock(home, "bob", at).release();
  expect(readdirSync(home.locks)).toHaveLength(1);
});

test("a lock whose home was removed is let go without an error, and makes nothing anew", () => {
  const home = openHome(temporaryFolder());
  const lock = takeImportLock(home, "ann", at);
  rmSync(home.folder, { recursive: true });
  lock.release();
  expect(existsSync(home.folder)).toBe(false);
});

test("a lock that cannot be let go, while its home is there, says so", () => {
  const home = openHome(temporaryFolder());
  const lock = takeImportLock(home, "ann", at);
  rmSync(home.locks, { recursive: true });
  writeFileSync(home.locks, "no folder");
  expect(lock.release).toThrow(/ENOTDIR/);
});

test("the lock of a process that was killed is taken over, with what it left behind cleared away", async () => {
  const home = openHome(temporaryFolder());
  const killed = spawn(process.execPath, ["-e", "setTimeout(() => 0, 60000)"]);
  const holder = { pid: killed.pid ?? 0, began: null, by: "ann", since: at.toISOString() };
  killed.kill("SIGKILL");
  await new Promise((resolve) => killed.once("exit", resolve));
  writeFileSync(join(home.locks, "import-7.json"), JSON.stringify({ holder }));
  mkdirSync(join(home.building, "left/uploads"), { recursive: true });
  clearAbandonedImport(home, at);
  expect(readdirSync(home.building)).toEqual([]);
  takeImportLock(home, "bob", at).release();
});

test("a process that has the number of a dead one is not taken for it", () => {
  const home = openHome(temporaryFolder());
  const holder = { pid: process.pid, began: "another boot 1", by: "ann", since: at.toISOString() };
  writeFileSync(join(home.locks, "import-1.json"), JSON.stringify({ holder }));
  takeImportLock(home, "bob", at).release();
});

test("of several imports begun at once one runs at a time, and each of the others publishes or is told so", async () => {
  const home = temporaryFolder();
  const rows = Array.from({ length: 10 }, (_, n) => `A${n},01/01/2026,19C,16,02/01/2026`).join("\n");
  const header = "crime_ref,recorded_date,offence_code,outcome_code,outcome_date";
  const cases = fileIn(home, "cases.csv", `${header}\n${rows}`);
  const imports = Array.from({ length: 3 }, () => {
    const words = ["--cases", cases, "--as-at", "2026-01-31"];
    const child = spawn(process.execPath, [join(root, "dist/server/import.js"), ...words], {
      env: { ...process.env, FLIGHT_DECK_HOME: home },
    });
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    return new Promise<{ code: number | null; said: string }>((resolve) =>
      child.once("close", (code) => resolve({ code, said })),
    );
  });
  const ended = await Promise.all(imports);
  const published = ended.filter(({ code }) => code === 0);
  expect(published.length).toBeGreaterThan(0);
  for (const { code, said } of ended) if (code !== 0) expect(said).toContain("One import runs at a time");
  expect(readdirSync(join(home, "snapshots"))).toHaveLength(published.length);
  expect(readFileSync(join(home, "current.json"), "utf8")).toContain("2026-01-31");
});
