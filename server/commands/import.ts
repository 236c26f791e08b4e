import { basename, join, resolve } from "node:path";
import { recordCommand } from "../access/log/access-log.ts";
import { localPerson } from "../access/person.ts";
import type { ImportResult } from "../contract/imports.ts";
import { Problem } from "../contract/problem.ts";
import { importComparators } from "../import/comparators.ts";
import { nothingDone } from "../import/job.ts";
import { startImport } from "../import/start-import.ts";
import { readModel } from "../model/model.ts";
import { scopesOf } from "../model/unit.ts";
import { homeFolder, places } from "../places.ts";
import { type Home, openHome } from "../store/home.ts";
import { readImportArguments } from "./import-arguments.ts";
import { UsageError } from "./usage-error.ts";

try {
  const home = openHome(homeFolder(process.env));
  const comparators = comparatorsFile(process.argv.slice(2));
  if (comparators) {
    const scopes = scopesOf(readModel([places.queries, home.folder]).units).map(({ id }) => id);
    const saving = { by: localPerson().name, at: new Date(), scopes };
    const kpiFolders = [join(places.queries, "kpis"), home.kpis];
    await recordCommand(home.folder, {
      action: "collection",
      what: "npm run import, figures of other areas",
      filter: { comparators: [basename(comparators)] },
    });
    process.stdout.write(await importComparators(home, resolve(comparators), kpiFolders, saving));
  } else {
    const { job, json, refusal } = await readImportArguments(process.argv.slice(2), home);
    const filter = Object.fromEntries(
      Object.entries(job.files).map(([role, paths]) => [role, paths.map((path) => basename(path))]),
    );
    await recordCommand(home.folder, { action: "collection", what: "npm run import", filter });
    const result =
      refusal === null
        ? await startImport(places.importWorker, home, job).catch(refusedWhileBusy)
        : { ...nothingDone, refusal };
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

/** The file of `--comparators`, which stands alone; null if it is not given. */
function comparatorsFile(given: string[]): string | null {
  const [option, file, ...rest] = given;
  if (!given.includes("--comparators")) return null;
  if (option === "--comparators" && file && rest.length === 0) return file;
  throw new UsageError("--comparators names one file and stands alone: npm run import -- --comparators FILE");
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
