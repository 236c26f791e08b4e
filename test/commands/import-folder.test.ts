import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import { asAt, goodCases, goodOutcomes } from "../support/good-files.ts";

test("every CSV of a folder is recognised by its header, whatever it is called", () => {
  const { home, exports } = folders({ "a.csv": goodOutcomes, "B.CSV": goodCases, "read me.txt": "hello" });
  const { status, stdout } = runImportCommand(home, ["--folder", exports, ...asAt, "--json"]);
  expect(status).toBe(0);
  const { files } = JSON.parse(stdout);
  expect(files.map(({ role, name }: { role: string; name: string }) => [role, name])).toEqual([
    ["cases", "B.CSV"],
    ["outcomes", "a.csv"],
  ]);
});

test("a file that is not recognised is named with its columns and what to do, and nothing is imported", () => {
  const { home, exports } = folders({
    "cases.csv": goodCases,
    "outcomes.csv": goodOutcomes,
    "staff.csv": "Rank,Station\nPC,North",
  });
  const { status, stdout, stderr } = runImportCommand(home, ["--folder", exports, ...asAt, "--json"]);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, snapshot: null });
  expect(stderr).toContain(
    "staff.csv was not recognised by its columns, which are “Rank”, “Station”. Say what it holds with --cases or --outcomes, such as --cases staff.csv, or take it out of the folder.",
  );
  expect(() => readFileSync(join(home, "current.json"))).toThrow();
});

test("a file of the folder that is named beside it keeps the role that it was given", () => {
  const { home, exports } = folders({ "cases.csv": goodCases, "outcomes.csv": goodOutcomes });
  const named = ["--cases", join(exports, "cases.csv"), "--folder", exports];
  const { status, stdout } = runImportCommand(home, [...named, ...asAt, "--json"]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout).files).toHaveLength(2);
});

test("a folder that is not there, or holds no CSV, is said", () => {
  const { home, exports } = folders({});
  const nowhere = runImportCommand(home, ["--folder", join(exports, "nowhere")]);
  expect(nowhere).toMatchObject({ status: 2, stderr: expect.stringContaining("is no folder") });
  const empty = runImportCommand(home, ["--folder", exports]);
  expect(empty).toMatchObject({ status: 1, stderr: expect.stringContaining("holds no CSV file") });
});

function folders(files: Record<string, string>) {
  const folder = temporaryFolder();
  const exports = join(folder, "exports");
  mkdirSync(exports);
  for (const [name, content] of Object.entries(files)) fileIn(exports, name, content);
  return { home: join(folder, "home"), exports };
}
