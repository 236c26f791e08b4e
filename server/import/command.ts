import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { homeFolder, places } from "../places.ts";
import { UsageError } from "../usage-error.ts";
import type { ImportResult, Job } from "./job.ts";
import { startImport } from "./start-import.ts";

const usage = `Usage: npm run import -- --cases FILE... [--outcomes FILE...] [--as-at YYYY-MM-DD] [--mapping FILE] [--force] [--json]`;

const mappingSchema = z.record(z.string(), z.string().nullable());

try {
  const { job, json } = readArguments(process.argv.slice(2));
  const result = await startImport(places.importWorker, job);
  if (json) process.stdout.write(`${JSON.stringify(withoutRefusal(result))}\n`);
  else process.stdout.write(report(result));
  if (result.refusal) process.stderr.write(`Refused: ${result.refusal}\n`);
  process.exitCode = result.ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

function readArguments(given: string[]): { job: Job; json: boolean } {
  const { values } = parse(spread(given));
  const { cases = [], outcomes = [] } = values;
  if (cases.length === 0) throw new UsageError(`Say which file holds the crimes: --cases FILE.\n${usage}`);
  const asAt = values["as-at"] ?? null;
  if (asAt !== null && !z.iso.date().safeParse(asAt).success) {
    throw new UsageError(`--as-at must be a date such as 2026-10-31, not “${asAt}”.\n${usage}`);
  }
  const job = {
    home: homeFolder(process.env),
    queries: places.queries,
    cases: cases.map((path) => resolve(path)),
    outcomes: outcomes.map((path) => resolve(path)),
    asAt,
    mapping: values.mapping ? readMapping(values.mapping) : {},
    force: values.force ?? false,
    importedAt: new Date().toISOString(),
  };
  return { job, json: values.json ?? false };
}

function parse(given: string[]) {
  try {
    return parseArgs({
      args: given,
      options: {
        cases: { type: "string", multiple: true },
        outcomes: { type: "string", multiple: true },
        "as-at": { type: "string" },
        mapping: { type: "string" },
        force: { type: "boolean" },
        json: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** `--cases a.csv b.csv` means `--cases a.csv --cases b.csv`. */
function spread(given: string[]): string[] {
  const repeatable = ["--cases", "--outcomes"];
  let option: string | null = null;
  return given.flatMap((word, index) => {
    if (word.startsWith("--")) {
      option = repeatable.includes(word) ? word : null;
      return [word];
    }
    const isFirst = given[index - 1] === option;
    return option && !isFirst ? [option, word] : [word];
  });
}

function readMapping(path: string): Record<string, string | null> {
  try {
    return mappingSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new UsageError(
      `--mapping ${path} cannot be read. It must be a JSON file such as {"Our Crime No": "crime_ref", "Notes": null}.`,
    );
  }
}

function report(result: ImportResult): string {
  const files = result.files.map(
    (file) =>
      `${file.name} (${file.role}): read ${count(file.read)} = accepted ${count(file.accepted)} + repeated ${count(file.repeated)} + rejected ${count(file.rejected)}`,
  );
  const problems = result.problems.map((problem) => `${problem.severity}: ${problem.message}`);
  const served = result.snapshot
    ? [
        `Now served: ${result.snapshot.id}, as at ${result.snapshot.asAt}, last complete month ${result.snapshot.lastCompleteMonth}`,
      ]
    : [];
  return [...files, ...problems, ...served].map((line) => `${line}\n`).join("");
}

function withoutRefusal({ refusal: _, ...result }: ImportResult): Omit<ImportResult, "refusal"> {
  return result;
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
