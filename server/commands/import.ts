import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { recordCommand } from "../access/log/access-log.ts";
import { localPerson } from "../access/person.ts";
import type { ImportResult } from "../contract/imports.ts";
import { Problem } from "../contract/problem.ts";
import { importComparators } from "../import/comparators.ts";
import { nothingDone } from "../import/job.ts";
import { findMapping } from "../import/mapping.ts";
import { startImport } from "../import/start-import.ts";
import { missingInput } from "../model/input.ts";
import { readModel } from "../model/model.ts";
import { homeFolder, places } from "../places.ts";
import { type Home, openHome } from "../store/home.ts";
import { UsageError } from "./usage-error.ts";

const usage = `Usage: npm run import -- --cases FILE... [--outcomes FILE...] [--as-at YYYY-MM-DD] [--mapping NAME|FILE] [--force [--reason TEXT]] [--json]
       npm run import -- --comparators FILE`;

const noReasonGiven = "forced on the command line, no reason given";

try {
  const home = openHome(homeFolder(process.env));
  const comparators = comparatorsFile(process.argv.slice(2));
  if (comparators) {
    const saving = { by: localPerson().name, at: new Date() };
    const kpiFolders = [join(places.queries, "kpis"), home.kpis];
    await recordCommand(home.folder, {
      action: "collection",
      what: "npm run import, figures of other areas",
      filter: { comparators: [basename(comparators)] },
    });
    process.stdout.write(await importComparators(home, resolve(comparators), kpiFolders, saving));
  } else {
    const { job, json } = await readArguments(process.argv.slice(2), home);
    const filter = Object.fromEntries(
      Object.entries(job.files).map(([role, paths]) => [role, paths.map((path) => basename(path))]),
    );
    await recordCommand(home.folder, { action: "collection", what: "npm run import", filter });
    const result = await startImport(places.importWorker, home, job).catch(refusedWhileBusy);
    if (result.snapshot) await recordPublished(home, result.snapshot.id, result.files);
    if (json) process.stdout.write(`${JSON.stringify(asPublished(result))}\n`);
    else process.stdout.write(report(result));
    if (result.refusal) process.stderr.write(`Refused: ${result.refusal}\n`);
    process.exitCode = result.ok ? 0 : 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function readArguments(given: string[], home: Home) {
  const { inputs } = readModel([places.queries, home.folder]);
  const roles = inputs.map(({ role }) => role);
  const values = parse(spread(given, roles), roles);
  const files = filesOf(values, roles);
  const missing = missingInput(inputs, files);
  if (missing) throw new UsageError(`Say which file holds the ${missing}: --${missing} FILE.\n${usage}`);
  if (values.reason !== undefined && !values.force)
    throw new UsageError(`--reason says why limits are overridden, and needs --force.\n${usage}`);
  const asAt = values["as-at"] ?? null;
  if (asAt !== null && !z.iso.date().safeParse(asAt).success) {
    throw new UsageError(`--as-at must be a date such as 2026-10-31, not “${asAt}”.\n${usage}`);
  }
  const job = {
    home: home.folder,
    queries: places.queries,
    files,
    asAt,
    ...(values.mapping ? await readMapping(home, values.mapping) : {}),
    override: values.force ? values.reason?.trim() || noReasonGiven : null,
    by: localPerson().id,
    importedAt: new Date().toISOString(),
  };
  return { job, json: values.json ?? false };
}

/** Records which snapshot is served now, and how many rows of the files are in it. */
async function recordPublished(home: Home, snapshot: string, files: ImportResult["files"]): Promise<void> {
  const rows = files.reduce((sum, { accepted }) => sum + accepted, 0);
  await recordCommand(home.folder, {
    action: "alteration",
    what: "npm run import, published",
    rows,
    snapshot,
  });
}

/** The file of `--comparators`, which stands alone; null where it is not given. */
function comparatorsFile(given: string[]): string | null {
  const [option, file, ...rest] = given;
  if (!given.includes("--comparators")) return null;
  if (option === "--comparators" && file && rest.length === 0) return file;
  throw new UsageError(`--comparators names one file and stands alone.\n${usage}`);
}

/** The files that are named, by their role. */
function filesOf(values: Record<string, unknown>, roles: string[]): Record<string, string[]> {
  const given = roles.map((role) => [role, z.array(z.string()).default([]).parse(values[role])] as const);
  return Object.fromEntries(
    given
      .filter(([, paths]) => paths.length > 0)
      .map(([role, paths]) => [role, paths.map((path) => resolve(path))]),
  );
}

function parse(given: string[], roles: string[]) {
  try {
    const { values } = parseArgs({
      args: given,
      options: {
        ...Object.fromEntries(roles.map((role) => [role, { type: "string", multiple: true } as const])),
        "as-at": { type: "string" },
        mapping: { type: "string" },
        force: { type: "boolean" },
        reason: { type: "string" },
        json: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** `--cases a.csv b.csv` means `--cases a.csv --cases b.csv`. */
function spread(given: string[], roles: string[]): string[] {
  const repeatable = roles.map((role) => `--${role}`);
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

async function readMapping(home: Home, given: string) {
  const mapping = await findMapping(home, given);
  if (mapping) return { mapping, mappingName: basename(given) };
  throw new UsageError(
    `--mapping ${given} is neither the name of a saved mapping nor a file that can be read. A file must be JSON such as {"Our Crime No": "crime_ref", "Notes": null}.`,
  );
}

/** Another import that is not finished refuses this one. */
function refusedWhileBusy(error: unknown): ImportResult {
  if (error instanceof Problem && error.status === 409) return { ...nothingDone, refusal: error.message };
  throw error;
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

/** The result in the shape of the contract. */
function asPublished({ ok, snapshot, files, problems }: ImportResult) {
  return {
    ok,
    snapshot,
    files,
    problems: problems.map(({ check, severity, count, message }) => ({ check, severity, count, message })),
  };
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
