import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../server/places.ts";
import { fileIn, lastingFolder, runImportCommand, runPackCommand } from "../support/command.ts";

const folder = lastingFolder();
const home = join(folder.path, "home");
const words: string[] = [];

beforeAll(() => {
  const crimes = ["A,2025-01-05,19C", "B,2025-01-06,19C", "C,2025-02-07,20A"];
  const cases = ["crime_ref,recorded_date,offence_code", ...crimes, ""].join("\n");
  const outcomes = "crime_ref,outcome_code,outcome_date\nA,16,2025-02-01\n";
  words.push("--cases", fileIn(folder.path, "cases.csv", cases));
  words.push("--outcomes", fileIn(folder.path, "outcomes.csv", outcomes), "--as-at", "2026-03-31");
});
afterAll(folder.remove);

test("an import by the command is in the access log before it begins, and again when it is served", () => {
  expect(runImportCommand(home, words).status).toBe(0);
  expect(recorded()).toMatchObject([
    {
      action: "collection",
      person: `local:${userInfo().username}`,
      what: "npm run import",
      filter: { cases: ["cases.csv"], outcomes: ["outcomes.csv"] },
    },
    { action: "alteration", rows: 4, snapshot: expect.stringMatching(/./) },
  ]);
});

test("a pack by the command is in it with its recipient and how many rows of figures it holds", () => {
  const out = join(folder.path, "pack.xlsx");
  const asked = ["--month", "2026-03", "--format", "xlsx", "--out", out, "--kpi", "recorded-crimes"];
  expect(runPackCommand(home, [...asked, "--recipient", "Police and Crime Panel"])).toMatchObject({
    status: 0,
  });
  expect(recorded().at(-1)).toMatchObject({
    action: "disclosure",
    what: "npm run pack, external pack of 2026-03 as xlsx",
    rows: 15,
    recipient: "Police and Crime Panel",
    snapshot: expect.stringMatching(/./),
  });
  expect(runPackCommand(home, [...asked, "--force"]).status).toBe(0);
  expect(recorded().at(-1)).toMatchObject({ recipient: "an audience outside the force" });
  const { status, stdout } = spawnSync(process.execPath, [join(root, "dist/server/audit.js"), "verify"], {
    env: { ...process.env, FLIGHT_DECK_HOME: home },
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: "The access log is as it was written: 4 records.\n",
  });
});

test("what cannot be recorded is neither imported nor given away", () => {
  const broken = join(folder.path, "broken");
  expect(runImportCommand(broken, words).status).toBe(0);
  fileIn(join(broken, "access"), "key", "not a key");
  expect(runImportCommand(broken, words).status).toBe(1);
  const out = join(folder.path, "never.xlsx");
  expect(runPackCommand(broken, ["--month", "2026-03", "--format", "xlsx", "--out", out]).status).toBe(1);
  expect(() => readFileSync(out)).toThrow();
});

function recorded(): Record<string, unknown>[] {
  const lines = readFileSync(join(home, "access/access.jsonl"), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}
