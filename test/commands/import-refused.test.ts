import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileIn, runImportCommand, temporaryFolder } from "../support/command.ts";
import {
  asAt,
  day,
  goodCases,
  goodFiles,
  header,
  importAsJson,
  servedFiles,
  servedPointer,
} from "../support/good-files.ts";

describe("bad input is refused with exit 1 and one clear message, and the old figures stay", () => {
  const xlsx = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]);
  const american = [
    header,
    ...Array.from({ length: 40 }, (_, n) => `A${n},01/${day(n)}/2026,19C,North`),
  ].join("\n");
  const claimsUtf8 = Buffer.concat([
    Buffer.from("\uFEFF"),
    Buffer.from(goodCases.replace("North", "Caf\u00e9"), "latin1"),
  ]);

  test.each([
    { what: "an empty file", cases: "", says: /cases\.csv.*empty/i },
    { what: "a header only", cases: `${header}\n`, says: /cases\.csv.*header.*no rows/i },
    {
      what: "an HTML page",
      cases: "<!DOCTYPE html><html><body>Sign in</body></html>",
      says: /cases\.csv.*(web page|HTML).*CSV/i,
    },
    { what: "an XLSX workbook", cases: xlsx, says: /cases\.csv.*Excel.*CSV/i },
    {
      what: "a missing required column",
      cases: goodCases.replace("recorded_date", "logged"),
      says: /cases\.csv.*recorded_date.*crime_ref.*logged.*offence_code.*district/i,
    },
    {
      what: "ragged rows",
      cases: `${goodCases}\nA41,01/01/2026,19C\nA42,01/01/2026\nA43,1`,
      says: /cases\.csv.*3 of 43 rows.*line 42/i,
    },
    {
      what: "an unclosed quote",
      cases: goodCases.replace("A3,", '"A3,'),
      says: /cases\.csv.*quote.*line 5/i,
    },
    { what: "American dates", cases: american, says: /cases\.csv.*month first.*dd\/mm\/yyyy/i },
    {
      what: "dates that nobody can read",
      cases: goodCases.replaceAll("/01/2026", "th Jan"),
      says: /recorded date cannot be read.*Jan/i,
    },
  ])("$what", async ({ cases, says }) => {
    const { folder, outcomes, good } = await servedFiles();
    const bad = fileIn(folder, "cases.csv", cases);
    const { status, stderr } = runImportCommand(folder, ["--cases", bad, "--outcomes", outcomes, ...asAt]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n.*\n|at .*\.ts|\/tmp\//);
    expect(status).toBe(1);
    expect(servedPointer(folder)).toBe(good);
  });

  test("a Windows-1252 letter in a file that says UTF-8 is read, and it says so", async () => {
    const { folder, outcomes } = await servedFiles();
    const cases = fileIn(folder, "cases.csv", claimsUtf8);
    const { status, stdout } = importAsJson(folder, cases, outcomes);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).problems).toMatchObject([
      { severity: "warning", count: 1, message: expect.stringContaining("Windows-1252") },
    ]);
  });

  test("an outcomes file with a header and no rows, until a reason is given: every crime is then open", () => {
    const { folder, cases } = goodFiles();
    const outcomes = fileIn(folder, "none.csv", "crime_ref,outcome_code,outcome_date\n");
    const words = ["--cases", cases, "--outcomes", outcomes, ...asAt];
    const { status, stderr } = runImportCommand(folder, words);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^Refused: none\.csv has a header but no rows\./),
    });
    const forced = runImportCommand(folder, [...words, "--force", "--reason", "a new force", "--json"]);
    expect(forced.status).toBe(0);
    expect(JSON.parse(forced.stdout).files).toMatchObject([{ accepted: 40 }, { read: 0, accepted: 0 }]);
  });

  test("a file that is not there", async () => {
    const { folder, outcomes, good } = await servedFiles();
    const { status, stderr } = runImportCommand(folder, [
      "--cases",
      join(folder, "gone.csv"),
      "--outcomes",
      outcomes,
      ...asAt,
    ]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/gone\.csv.*(no such file|not there|does not exist|not found)/i);
    expect(servedPointer(folder)).toBe(good);
  });

  test("no extract date and no --as-at: suggests the latest date in the files", async () => {
    const { folder, cases, outcomes } = await servedFiles();
    const { status, stderr } = runImportCommand(folder, ["--cases", cases, "--outcomes", outcomes]);
    expect(status).toBe(1);
    expect(stderr).toContain("--as-at 2026-01-28");
  });

  test.each([
    { what: "no files", words: [], says: "--cases FILE" },
    { what: "an unknown word", words: ["--cases", "a", "--outcomes", "b", "--now"], says: "--now" },
    {
      what: "a date that is none",
      words: ["--cases", "a", "--outcomes", "b", "--as-at", "31/10/2026"],
      says: "2026-10-31",
    },
  ])("wrong arguments ($what) exit with 2 and the usage", ({ words, says }) => {
    const { status, stderr } = runImportCommand(temporaryFolder(), words);
    expect(status).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).toContain("Usage: npm run import");
  });
});
