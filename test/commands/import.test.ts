import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileIn, runImportCommand, startServer, temporaryFolder } from "../support/command.ts";
import {
  asAt,
  day,
  goodCases,
  goodFiles,
  goodOutcomes,
  header,
  importAsJson,
  servedFiles,
  servedPointer,
} from "../support/good-files.ts";

describe("npm run import", () => {
  test("publishes a snapshot and accounts for every row", () => {
    const { folder, cases, outcomes } = goodFiles();
    const { status, stdout } = importAsJson(folder, cases, outcomes);
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
    const { status, stdout } = importAsJson(folder, cases, outcomes);
    const { files, problems } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(files[0]).toMatchObject({ read: 43, accepted: 40, repeated: 1, rejected: 2 });
    expect(problems.map(({ check, count }: { check: string; count: number }) => [check, count])).toEqual([
      ["blank-crime-ref", 1],
      ["unreadable-recorded-date", 1],
      ["conflicting-repeats", 1],
    ]);
    expect(problems[2].message).toContain("in 1 column: district in 1 row.");
    expect(problems[1].message).toContain("line 45");
  });

  test("--begins says in which month the data begin, and is understood or refused with the usage", () => {
    const { folder, cases, outcomes } = goodFiles();
    const words = ["--cases", cases, "--outcomes", outcomes, ...asAt, "--begins"];
    expect(runImportCommand(folder, [...words, "2025-11"]).status).toBe(0);
    const { id } = JSON.parse(servedPointer(folder));
    const manifest = JSON.parse(readFileSync(join(folder, "snapshots", id, "manifest.json"), "utf8"));
    expect(manifest.snapshot).toMatchObject({ firstMonth: "2025-11", begins: { isSet: true } });
    const { status, stderr } = runImportCommand(folder, [...words, "11/2025"]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/--begins must be a month.*\nUsage/),
    });
    const late = runImportCommand(folder, [...words, "2026-03"]);
    expect({ status: late.status, stderr: late.stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^Refused: The data cannot begin in 2026-03/),
    });
  });

  test("an outcomes row of a crime that is not there is rejected, an identical row is a repeat", () => {
    const { folder, cases } = goodFiles();
    const lines = Array.from({ length: 38 }, (_, n) => `A${n},0,${day(n)}/01/2026`);
    const outcomes = fileIn(
      folder,
      "o.csv",
      ["crime_ref,outcome_code,outcome_date", ...lines, lines[0], "ZZ,1,01/02/2026"].join("\n"),
    );
    const { stdout } = importAsJson(folder, cases, outcomes);
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
    const cases = fileIn(folder, "cases.csv", `${goodCases}\n${",05/01/2026,19C,North\n".repeat(10)}`);
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

test("a running server serves a new import with the next request", async () => {
  const { folder, outcomes } = await servedFiles();
  const { url } = await startServer(folder);
  const before = await (await fetch(`${url}/api/health`)).json();
  const more = fileIn(folder, "more.csv", `${goodCases}\nB1,02/02/2026,19C,South`);
  const { stdout } = importAsJson(folder, more, outcomes);
  const after = await (await fetch(`${url}/api/health`)).json();
  expect(after).toEqual({ ok: true, snapshot: JSON.parse(stdout).snapshot.id });
  expect(after.snapshot).not.toBe(before.snapshot);
  const { dimensions } = await (await fetch(`${url}/api/snapshot`)).json();
  expect(dimensions.district).toEqual(["North", "South"]);
});
