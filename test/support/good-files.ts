import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { fileIn, runImportCommand, temporaryFolder } from "./command.ts";
import { fillOnce } from "./sample-home.ts";

export const header = "crime_ref,recorded_date,offence_code,district";
export const goodCases = [
  header,
  ...Array.from({ length: 40 }, (_, n) => `A${n},${day(n)}/01/2026,19C,North`),
].join("\n");
export const goodOutcomes = [
  "crime_ref,outcome_code,outcome_date",
  "A1,16,20/01/2026",
  "A2,1,28/01/2026",
].join("\n");
export const asAt = ["--as-at", "2026-02-28"];

/** Two files that can be imported, in their own folder. */
export function goodFiles() {
  const folder = temporaryFolder();
  return {
    folder,
    cases: fileIn(folder, "cases.csv", goodCases),
    outcomes: fileIn(folder, "outcomes.csv", goodOutcomes),
  };
}

/** A home in which good figures are already served, with the files that it has them from. */
export async function servedFiles() {
  const folder = temporaryFolder();
  await fillOnce(folder, "good files", (home) => {
    const [cases, outcomes] = [
      fileIn(home, "cases.csv", goodCases),
      fileIn(home, "outcomes.csv", goodOutcomes),
    ];
    const { status } = runImportCommand(home, ["--cases", cases, "--outcomes", outcomes, ...asAt]);
    expect(status).toBe(0);
  });
  const [cases, outcomes] = [join(folder, "cases.csv"), join(folder, "outcomes.csv")];
  return { folder, cases, outcomes, good: servedPointer(folder) };
}

/** Imports two files as at the end of February; what the command says is JSON. */
export function importAsJson(folder: string, cases: string, outcomes: string) {
  return runImportCommand(folder, ["--cases", cases, "--outcomes", outcomes, ...asAt, "--json"]);
}

/** Which snapshot a home serves, as its file says it. */
export function servedPointer(home: string): string {
  return readFileSync(join(home, "current.json"), "utf8");
}

/** A day of the month for a number, 0 giving 01. */
export function day(n: number): string {
  return String((n % 28) + 1).padStart(2, "0");
}
