import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../server/places.ts";
import { fileIn, runImportCommand, startServer, temporaryFolder } from "../support/command.ts";

const header = "crime_ref,recorded_date,offence_code,district";
const goodCases = [header, ...Array.from({ length: 40 }, (_, n) => `A${n},${day(n)}/01/2026,19C,North`)].join(
  "\n",
);
const goodOutcomes = ["crime_ref,outcome_code,outcome_date", "A1,16,20/01/2026", "A2,1,28/01/2026"].join(
  "\n",
);
const asAt = ["--as-at", "2026-02-28"];

describe("npm run import", () => {
  test("publishes a snapshot and accounts for every row", () => {
    const { folder, cases, outcomes } = goodFiles();
    const { status, stdout } = runImportCommand(folder, [
      "--cases",
      cases,
      "--outcomes",
      outcomes,
      ...asAt,
      "--json",
    ]);
    const result = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(result).toMatchObject({
      ok: true,
      snapshot: { asAt: "2026-02-28", lastCompleteMonth: "2026-02" },
      files: [
        { role: "cases", name: "cases.csv", read: 40, accepted: 40, repeated: 0, rejected: 0 },
        { role: "outcomes", name: "outcomes.csv", read: 2, accepted: 2, repeated: 0, rejected: 0 },
      ],
      problems: [],
    });
    expect(result.files[0].sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("takes several files after one word, and takes the latest extract date as the as-at date", () => {
    const folder = temporaryFolder();
    const first = fileIn(
      folder,
      "a.csv",
      "crime_ref,recorded_date,offence_code,extract_date\nA1,01/01/2026,19C,30/01/2026\n",
    );
    const second = fileIn(
      folder,
      "b.csv",
      "Crime Number;Date Recorded;HO Code;Date of Extract\nB1;02/01/2026;19C;31/01/2026\n",
    );
    const outcomes = fileIn(folder, "outcomes.csv", goodOutcomes.replace("A2,1,28", "B1,1,28"));
    const { status, stdout } = runImportCommand(folder, [
      "--cases",
      first,
      second,
      "--outcomes",
      outcomes,
      "--json",
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      snapshot: { asAt: "2026-01-31" },
      files: [{ read: 1 }, { read: 1 }, { read: 2 }],
    });
  });

  test("keeps each row that it rejects with its file, line, column and reason, and counts repeats", () => {
    const { folder, outcomes } = goodFiles();
    const cases = fileIn(
      folder,
      "dirty.csv",
      `${goodCases}\n,05/01/2026,19C,North\nA0,01/01/2026,19C,South\n\nB1,CANCELLED,19C,North`,
    );
    const { status, stdout } = runImportCommand(folder, [
      "--cases",
      cases,
      "--outcomes",
      outcomes,
      ...asAt,
      "--json",
    ]);
    const { files, problems } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(files[0]).toMatchObject({ read: 43, accepted: 40, repeated: 1, rejected: 2 });
    expect(problems.map(({ check, count }: { check: string; count: number }) => [check, count])).toEqual([
      ["blank-crime-ref", 1],
      ["unreadable-recorded-date", 1],
    ]);
    expect(problems[1].message).toContain("line 45");
  });

  test("an outcomes row of a crime that is not there is rejected, an identical row is a repeat", () => {
    const { folder, cases } = goodFiles();
    const lines = Array.from({ length: 38 }, (_, n) => `A${n},0,${day(n)}/01/2026`);
    const outcomes = fileIn(
      folder,
      "o.csv",
      ["crime_ref,outcome_code,outcome_date", ...lines, lines[0], "ZZ,1,01/02/2026"].join("\n"),
    );
    const { stdout } = runImportCommand(folder, [
      "--cases",
      cases,
      "--outcomes",
      outcomes,
      ...asAt,
      "--json",
    ]);
    const { files, problems } = JSON.parse(stdout);
    expect(files[1]).toMatchObject({ read: 40, accepted: 38, repeated: 1, rejected: 1 });
    expect(problems).toMatchObject([{ check: "no-such-crime", severity: "error", count: 1 }]);
  });

  test("rows after the as-at date are rejected but never refuse the import", () => {
    const { folder, cases, outcomes } = goodFiles();
    const { status, stdout } = runImportCommand(folder, [
      "--cases",
      cases,
      "--outcomes",
      outcomes,
      "--as-at",
      "2026-01-20",
      "--json",
    ]);
    const { files } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(files[0]).toMatchObject({ read: 40, accepted: 32, rejected: 8 });
  });

  test("--force imports what is left when too much is rejected", () => {
    const { folder, outcomes } = goodFiles();
    const cases = fileIn(folder, "cases.csv", `${goodCases}\n${",,,\n".repeat(10)}`);
    const words = ["--cases", cases, "--outcomes", outcomes, ...asAt, "--json"];
    const refused = runImportCommand(folder, words);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("10 of 50 rows were rejected");
    expect(JSON.parse(refused.stdout)).toMatchObject({
      ok: false,
      snapshot: null,
      files: [{ rejected: 10 }, {}],
    });
    const forced = runImportCommand(folder, [...words, "--force"]);
    expect(forced.status).toBe(0);
    expect(JSON.parse(forced.stdout)).toMatchObject({
      ok: true,
      files: [{ accepted: 40, rejected: 10 }, {}],
    });
  });

  test("reads a force's own columns through a mapping file", () => {
    const { folder, outcomes } = goodFiles();
    const cases = fileIn(folder, "own.csv", goodCases.replace(header, "Our Ref,Logged,Class,Patch"));
    const mapping = fileIn(
      folder,
      "mapping.json",
      JSON.stringify({ "Our Ref": "crime_ref", Logged: "recorded_date", Class: "offence_code" }),
    );
    const { status, stdout } = runImportCommand(folder, [
      "--cases",
      cases,
      "--outcomes",
      outcomes,
      ...asAt,
      "--mapping",
      mapping,
      "--json",
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).files[0].accepted).toBe(40);
  });
});

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
      says: /recorded date that cannot be read/i,
    },
  ])("$what", ({ cases, says }) => {
    const { folder, outcomes, good } = servedFiles();
    const bad = fileIn(folder, "cases.csv", cases);
    const { status, stderr } = runImportCommand(folder, ["--cases", bad, "--outcomes", outcomes, ...asAt]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n.*\n|at .*\.ts|\/tmp\//);
    expect(status).toBe(1);
    expect(servedPointer(folder)).toBe(good);
  });

  test("a Windows-1252 letter in a file that says UTF-8 is read, and it says so", () => {
    const { folder, outcomes } = servedFiles();
    const cases = fileIn(folder, "cases.csv", claimsUtf8);
    const { status, stdout } = runImportCommand(folder, [
      "--cases",
      cases,
      "--outcomes",
      outcomes,
      ...asAt,
      "--json",
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).problems).toMatchObject([
      { severity: "warning", count: 1, message: expect.stringContaining("Windows-1252") },
    ]);
  });

  test("a file that is not there", () => {
    const { folder, outcomes, good } = servedFiles();
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

  test("no extract date and no --as-at: suggests the latest date in the files", () => {
    const { folder, cases, outcomes } = servedFiles();
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

  test("a port in use", async () => {
    const { folder } = servedFiles();
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const address = holder.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { status, stderr } = spawnSync(process.execPath, [join(root, "dist/server/main.js")], {
      env: { ...process.env, FLIGHT_DECK_HOME: folder, PORT: port },
      encoding: "utf8",
    });
    holder.close();
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Port ${port} is in use`));
  });

  test("an address that other machines can reach is refused while there is no sign-in", () => {
    const { folder } = servedFiles();
    const { status, stderr } = spawnSync(process.execPath, [join(root, "dist/server/main.js")], {
      env: { ...process.env, FLIGHT_DECK_HOME: folder, HOST: "0.0.0.0" },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("no sign-in");
  });
});

test("a running server serves a new import with the next request", async () => {
  const { folder, outcomes } = servedFiles();
  const { url } = await startServer(folder);
  const before = await (await fetch(`${url}/api/health`)).json();
  const more = fileIn(folder, "more.csv", `${goodCases}\nB1,02/02/2026,19C,South`);
  const { stdout } = runImportCommand(folder, ["--cases", more, "--outcomes", outcomes, ...asAt, "--json"]);
  const after = await (await fetch(`${url}/api/health`)).json();
  expect(after).toEqual({ ok: true, snapshot: JSON.parse(stdout).snapshot.id });
  expect(after.snapshot).not.toBe(before.snapshot);
  const { dimensions } = await (await fetch(`${url}/api/snapshot`)).json();
  expect(dimensions.district).toEqual(["North", "South"]);
});

function goodFiles() {
  const folder = temporaryFolder();
  return {
    folder,
    cases: fileIn(folder, "cases.csv", goodCases),
    outcomes: fileIn(folder, "outcomes.csv", goodOutcomes),
  };
}

/** A home in which good figures are already served. */
function servedFiles() {
  const files = goodFiles();
  const { status } = runImportCommand(files.folder, [
    "--cases",
    files.cases,
    "--outcomes",
    files.outcomes,
    ...asAt,
  ]);
  expect(status).toBe(0);
  return { ...files, good: servedPointer(files.folder) };
}

function servedPointer(home: string): string {
  return readFileSync(join(home, "current.json"), "utf8");
}

function day(n: number): string {
  return String((n % 28) + 1).padStart(2, "0");
}
