import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import type { ImportResult } from "../contract/imports.ts";
import type { Settings } from "../contract/settings.ts";
import { Refusal } from "../csv/refusal.ts";
import { createDatabase, run } from "../engine/database.ts";
import { withKnownCounts } from "../measures/answer-names.ts";
import { readAgeBands } from "../measures/open-investigations.ts";
import { readMeasureQueries } from "../measures/queries.ts";
import { type Input, neededRoles } from "../model/input.ts";
import { type Catalogue, loadCatalogue } from "../model/load-kpis.ts";
import { readModel } from "../model/model.ts";
import { readSettings } from "../settings/settings.ts";
import { type Home, openHome } from "../store/home.ts";
import { type Manifest, manifestVersion } from "../store/manifest.ts";
import { databaseName, pointedTo, publish, readManifest, seal } from "../store/publish.ts";
import { removeOldSnapshots } from "../store/retention.ts";
import { accountForRows, type FileAccount } from "./account.ts";
import { findBegins } from "./begins.ts";
import { buildKpis, buildMarts, latestDates, prepareBuild, readTexts } from "./build.ts";
import { runChecks } from "./checks.ts";
import { codeLimits } from "./code-limits.ts";
import { compareWithServed } from "./compare.ts";
import { describeSnapshot } from "./describe.ts";
import { rowsByRole } from "./file-rows.ts";

import { type Job, nothingDone, type Problem, type Report } from "./job.ts";
import { judgeColumns, leaveOutColumns, nearlyEmptyColumns, partlyReadColumns } from "./judged-columns.ts";
import { exceededLimits } from "./limits.ts";
import { type LoadedFile, loadFiles } from "./load.ts";
import { refuseScientificReferences } from "./read/references.ts";
import { referenceLimits } from "./reference-limits.ts";
import { readRowsBeside } from "./rows-beside.ts";

type Workplace = { home: Home; spool: string; built: string };

/** Imports the files of a job: reads, checks, joins and stores them as a new snapshot, and publishes it or, for a dry run,
 * leaves it in the folder named with what it would change. Anything that refuses the import leaves what was served before,
 * with the reason in the result; a dry run that exceeds a limit says besides what it would change. */
export async function runImport(job: Job, report: Report): Promise<ImportResult> {
  const home = openHome(job.home);
  const folder = job.dryRunIn ?? join(home.building, `${process.pid}-${randomBytes(4).toString("hex")}`);
  const workplace = { home, spool: join(folder, "spool"), built: join(folder, "built") };
  for (const path of [workplace.spool, workplace.built]) rmSync(path, { recursive: true, force: true });
  for (const path of [folder, workplace.spool, workplace.built])
    mkdirSync(path, { mode: 0o700, recursive: true });
  const result: ImportResult = { ...nothingDone };
  try {
    const manifest = await build(job, workplace, result, report);
    rmSync(workplace.spool, { recursive: true });
    await seal(workplace.built, manifest);
    if (job.dryRunIn) result.changes = await compareWithServed(home, workplace.built, job.queries, report);
    else await publishBuilt(home, workplace.built, report);
    const refusal = refusalOf(result.limits, job.override);
    if (refusal !== null) return { ...result, refusal };
    const { id, asAt, lastCompleteMonth } = manifest.snapshot;
    return { ...result, ok: true, snapshot: { id, asAt, lastCompleteMonth } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...result, refusal: error.message };
  } finally {
    rmSync(job.dryRunIn ? workplace.spool : folder, { recursive: true, force: true });
  }
}

/** Publishes a built and sealed folder, and removes the snapshots that are more than the settings keep. */
export async function publishBuilt(home: Home, built: string, report: Report): Promise<Manifest> {
  report({ stage: "publishing", detail: null, done: 0, of: 1 });
  const manifest = await publish(home, built);
  await removeOldSnapshots(home, (await readSettings(home)).imports.keep_snapshots);
  return manifest;
}

/** Builds the snapshot's database in the folder and returns what its manifest will say. */
async function build(
  job: Job,
  workplace: Workplace,
  result: ImportResult,
  report: Report,
): Promise<Omit<Manifest, "database">> {
  const instance = await createDatabase(join(workplace.built, databaseName), workplace.spool);
  const connections = await Promise.all([instance.connect(), instance.connect(), instance.connect()]);
  try {
    return await buildOver(connections, job, workplace, result, report);
  } finally {
    for (const connection of connections) connection.closeSync();
    instance.closeSync();
  }
}

/** Takes the steps of an import in their order, the first connection doing what one alone can do: read, say what the texts mean, join,
 * account for every row, hold the limits, work out the KPIs, check, describe. */
async function buildOver(
  connections: [DuckDBConnection, ...DuckDBConnection[]],
  job: Job,
  { home, spool }: Workplace,
  result: ImportResult,
  report: Report,
): Promise<Omit<Manifest, "database">> {
  const [connection] = connections;
  const model = readModel([job.queries, home.folder]);
  await prepareBuild(connection, job.queries, model.inputs, job.mapping);
  const loaded = await loadFiles(connection, model.inputs, job, spool, report);
  await refuseScientificReferences(connection, model.inputs, loaded);
  const columns = new Set(loaded.flatMap((file) => file.columns));
  const beside = readRowsBeside(model.inputs, loaded);
  report({ stage: "joining", detail: null, done: 0, of: 1 });
  await readTexts(connection, job.queries, model.inputs);
  const judged = await judgeColumns(connection, job.queries);
  const leftOut = await leaveOutColumns(connection, judged, model.inputs, loaded);
  const asAt = await findAsAt(connection, model.inputs, job, result);
  const settings = await readSettings(home);
  await buildMarts(connection, model, asAt, { besides: beside.of, rules: rulesOf(settings) });
  const accounts = await accountForRows(connection, model, loaded);
  result.files = accounts.map(({ afterAsAt: _, problems: __, ...file }) => file);
  const rejections = [
    ...accounts.flatMap(({ problems }) => problems),
    ...beside.problems,
    ...leftOut.problems,
    ...partlyReadColumns(judged, leftOut, model.inputs, settings.imports.unknown_limit),
  ];
  result.problems = rejections;
  refuseEmpty(model.inputs, accounts);
  const begins = await findBegins(connection, job.queries, job.begins, asAt);
  const previousRows = await servedRows(home);
  result.limits = [
    ...exceededLimits(accounts, settings.imports, previousRows),
    ...(await referenceLimits(connection, job.queries, settings.imports.reject_limit)),
    ...codeLimits(judged, model.inputs, settings.imports.unknown_limit),
  ];
  const refusal = refusalOf(result.limits, job.override);
  if (refusal !== null && job.dryRunIn === null) throw new Refusal(refusal);
  const units = model.units.map(({ folder: _, ...unit }) => unit);
  const catalogue = await readCatalogue(connection, job, home, settings);
  const facts = { asAt, begins: begins.firstMonth, columns, rows: rowsByRole(result.files), previousRows };
  const counted = { definitions: catalogue.definitions, units };
  const nearlyEmpty = nearlyEmptyColumns(judged, columns, settings.imports.fill_limit);
  const unavailable = new Map([...nearlyEmpty, ...leftOut.reasons]);
  const kpis = await buildKpis(connections, job.queries, counted, { ...facts, unavailable }, report);
  report({ stage: "checks", detail: null, done: 0, of: 1 });
  const checks = await runChecks(connection, job.queries, facts);
  const told = problemsOf(rejections, checks);
  result.problems = told.problems;
  const snapshot = await describeSnapshot(connection, {
    id: snapshotId(asAt, job.importedAt, loaded),
    asAt,
    importedAt: job.importedAt,
    files: result.files,
    ...begins,
  });
  await run(connection, "checkpoint");
  return {
    version: manifestVersion,
    units,
    snapshot,
    kpis,
    columns: [...columns],
    imported: { by: job.by, mapping: job.mappingName, override: overrideOf(job, result.limits) },
    faults: catalogue.faults,
    checks: told.checks,
  };
}

function rulesOf({ imports: { charge_stands } }: Settings): Record<string, boolean> {
  return { charge_stands };
}

/** What the import says of rows that were rejected and of what the checks found, and what the snapshot keeps of both: each fault once. */
function problemsOf(rejections: Problem[], checks: Problem[]): { problems: Problem[]; checks: Problem[] } {
  const rejected = new Set(rejections.map(({ check }) => check));
  const checked = new Set(checks.map(({ check }) => check));
  return {
    problems: [...rejections, ...checks.filter(({ check, count }) => count > 0 && !rejected.has(check))],
    checks: [...rejections.filter(({ check }) => !checked.has(check)), ...checks],
  };
}

/** Which limits were overridden and why; null where none was. */
function overrideOf({ override }: Job, limits: string[]): Manifest["imported"]["override"] {
  return override !== null && limits.length > 0 ? { reason: override, limits } : null;
}

/** The KPIs of the product and of the force's own folder, with the force's settings. */
async function readCatalogue(
  connection: DuckDBConnection,
  { queries }: Job,
  { kpis }: Home,
  settings: Settings,
): Promise<Catalogue> {
  const measures = readMeasureQueries(queries);
  const bands = await readAgeBands(connection, measures);
  return withKnownCounts(
    loadCatalogue([join(queries, "kpis"), kpis], settings.kpis),
    measures,
    bands.map(({ age_band }) => age_band),
  );
}

async function findAsAt(
  connection: DuckDBConnection,
  inputs: Input[],
  job: Job,
  result: ImportResult,
): Promise<string> {
  if (job.asAt) return job.asAt;
  const { extract, latest } = await latestDates(connection, inputs);
  if (extract) return extract;
  result.suggestedAsAt = latest;
  const suggestion = latest
    ? `The latest date in the files is ${latest}: if the export was taken then, run the import again with --as-at ${latest}.`
    : "Run the import again with --as-at and the date on which the export was taken.";
  throw new Refusal(
    `The files do not say when the export was taken: there is no extract_date. ${suggestion}`,
  );
}

/** The rows of the snapshot that is served, by role; null where there is none, or it is the sample, with which nothing of a
 * force can be compared. */
async function servedRows(home: Home): Promise<Record<string, number> | null> {
  const id = await pointedTo(home);
  const served = id === null ? null : await readManifest(join(home.snapshots, id)).catch(() => null);
  return served && !served.snapshot.synthetic ? rowsByRole(served.snapshot.files) : null;
}

/** Why limits that are exceeded refuse an import; null where none is, or somebody gave a reason. */
function refusalOf(limits: string[], override: string | null): string | null {
  if (limits.length === 0 || override !== null) return null;
  return (
    `${limits.join(" ")} So nothing was imported. Mend the export, or import it all the same with a reason ` +
    "(on the command line: --force --reason)."
  );
}

/** Refuses files of a needed input of which no row could be accepted. */
function refuseEmpty(inputs: Input[], files: FileAccount[]): void {
  for (const needed of neededRoles(inputs)) {
    const those = files.filter(({ role }) => role === needed);
    if (those.some(({ accepted }) => accepted > 0)) continue;
    const mostly = those.flatMap(({ problems }) => problems)[0]?.message ?? "";
    throw new Refusal(
      `${those.map(({ name }) => name).join(", ")}: no row could be accepted, so there is nothing to show. ${mostly} Mend the export and import it again.`,
    );
  }
}

function snapshotId(asAt: string, importedAt: string, files: LoadedFile[]): string {
  const moment = importedAt.replace(/[-:]/g, "").slice(0, 15);
  return `${asAt}.${moment}.${files[0]?.sha256.slice(0, 6)}${randomBytes(2).toString("hex")}`;
}
