import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { ImportResult } from "../contract/imports.ts";
import type { Settings } from "../contract/settings.ts";
import { Refusal } from "../csv/refusal.ts";
import { createDatabase, run, selectOne } from "../engine/database.ts";
import { withKnownCounts } from "../measures/answer-names.ts";
import { readAgeBands } from "../measures/open-investigations.ts";
import { readMeasureQueries } from "../measures/queries.ts";
import { type Catalogue, loadCatalogue } from "../model/load-kpis.ts";
import { type Model, readModel } from "../model/model.ts";
import { keptUnit } from "../model/unit.ts";
import { readSettings } from "../settings/settings.ts";
import type { Home } from "../store/home.ts";
import { type Filled, type Manifest, manifestVersion } from "../store/manifest.ts";
import { pointedTo } from "../store/pointer.ts";
import { databaseName, readManifest } from "../store/publish.ts";
import { accountForRows, type FileAccount } from "./account.ts";
import { findAsAt } from "./as-at.ts";
import { findBegins } from "./begins.ts";
import { type BuiltKpi, buildKpis, buildMarts, prepareBuild, readTexts } from "./build.ts";
import { runChecks } from "./checks.ts";
import { codeLimits } from "./code-limits.ts";
import { describeSnapshot } from "./describe.ts";
import { rowsByRole } from "./file-rows.ts";
import { measureFilled, nearlyEmpty } from "./filled.ts";
import type { Job, Problem, Report } from "./job.ts";
import {
  type JudgedColumn,
  judgeColumns,
  type LeftOut,
  leaveOutColumns,
  partlyReadColumns,
} from "./judged-columns.ts";
import { readLastMonth } from "./last-month.ts";
import { exceededLimits } from "./limits.ts";
import { type LoadedFile, loadFiles } from "./load.ts";
import { refuseScientificReferences } from "./read/references.ts";
import { referenceLimits } from "./reference-limits.ts";
import { refusalOf, refuseEmpty } from "./refusals.ts";
import { readRowsBeside } from "./rows-beside.ts";

/** What an import is made with, and where it says how far it came. */
type Work = {
  job: Job;
  home: Home;
  spool: string;
  connections: [DuckDBConnection, ...DuckDBConnection[]];
  settings: Settings;
  result: ImportResult;
  report: Report;
};

/** The files as crimes, with the account of their rows. */
type ReadCrimes = {
  model: Model;
  loaded: LoadedFile[];
  columns: Set<string>;
  asAt: string;
  begins: Awaited<ReturnType<typeof findBegins>>;
  filled: Filled[];
  judged: JudgedColumn[];
  leftOut: LeftOut;
  accounts: FileAccount[];
  rejections: Problem[];
};

/** The KPIs of those crimes, and the columns that hold too little for them. */
type ReadKpis = { kpis: BuiltKpi[]; faults: Catalogue["faults"]; unavailable: Map<string, string> };

/** Builds the database of a snapshot in the folder and returns what its manifest will say, with the accounting so far in the
 * result. Throws a Refusal where the files cannot be used, or exceed a limit without a reason. */
export async function buildSnapshot(
  job: Job,
  home: Home,
  { spool, built }: { spool: string; built: string },
  result: ImportResult,
  report: Report,
): Promise<Omit<Manifest, "database">> {
  const instance = await createDatabase(join(built, databaseName), spool);
  const connections: Work["connections"] = [
    await instance.connect(),
    await instance.connect(),
    await instance.connect(),
  ];
  try {
    const settings = await readSettings(home);
    const work = { job, home, spool, connections, settings, result, report };
    const crimes = await readCrimes(work);
    const served = await servedManifest(home);
    const kpis = await readKpis(work, crimes, served);
    const manifest = await describe(work, crimes, kpis, served);
    await run(connections[0], "checkpoint");
    return manifest;
  } finally {
    for (const connection of connections) connection.closeSync();
    instance.closeSync();
  }
}

/** Reads the files and makes crimes of them, every row accounted for. */
async function readCrimes({
  job,
  home,
  spool,
  connections,
  settings,
  result,
  report,
}: Work): Promise<ReadCrimes> {
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
  const rules = { charge_stands: settings.imports.charge_stands };
  await buildMarts(connection, model, asAt, { besides: beside.of, rules });
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
  const filled = await measureFilled(connection, model.inputs, loaded, beside.of);
  return { model, loaded, columns, asAt, begins, filled, judged, leftOut, accounts, rejections };
}

/** Works out the KPIs, and refuses what exceeds a limit; a dry run goes on, so that it can say what would change. */
async function readKpis(
  { job, home, connections, settings, result, report }: Work,
  { model, columns, asAt, begins, filled, judged, leftOut, accounts }: ReadCrimes,
  served: Manifest | null,
): Promise<ReadKpis> {
  const [connection] = connections;
  const unavailable = new Map([...nearlyEmpty(filled, settings.imports.fill_limit), ...leftOut.reasons]);
  const { definitions, faults } = await readCatalogue(connection, job, home, settings);
  const counted = { definitions, units: unitsOf(model) };
  const kpis = await buildKpis(connections, job.queries, counted, { asAt, columns, unavailable }, report);
  const lastMonth = await readLastMonth(connection, job.queries, asAt, begins.firstMonth);
  const crimes = await countCrimes(connection);
  const imported = { files: accounts, asAt, crimes, filled, kpis, lastMonth };
  result.limits = [
    ...exceededLimits(imported, settings.imports, served),
    ...(await referenceLimits(connection, job.queries, settings.imports.reject_limit)),
    ...codeLimits(judged, model.inputs, settings.imports.unknown_limit),
  ];
  const refusal = refusalOf(result.limits, job.override);
  if (refusal !== null && job.dryRunIn === null) throw new Refusal(refusal);
  return { kpis, faults, unavailable };
}

/** Runs the checks, and says all that stands beside the database. */
async function describe(
  { job, connections, result, report }: Work,
  { model, loaded, columns, asAt, begins, filled, rejections }: ReadCrimes,
  { kpis, faults, unavailable }: ReadKpis,
  served: Manifest | null,
): Promise<Omit<Manifest, "database">> {
  const [connection] = connections;
  report({ stage: "checks", detail: null, done: 0, of: 1 });
  const checks = await runChecks(connection, job.queries, {
    asAt,
    begins: begins.firstMonth,
    columns,
    rows: rowsByRole(result.files),
    previousRows: served && rowsByRole(served.snapshot.files),
  });
  const named = new Set(rejections.map(({ check }) => check));
  result.problems = [...rejections, ...checks.filter(({ check, count }) => count > 0 && !named.has(check))];
  const snapshot = await describeSnapshot(connection, unitsOf(model), {
    id: snapshotId(asAt, job.importedAt, loaded),
    asAt,
    importedAt: job.importedAt,
    files: result.files,
    ...begins,
  });
  const spokenFor = new Set(checks.map(({ check }) => check));
  const override =
    job.override !== null && result.limits.length > 0
      ? { reason: job.override, limits: result.limits }
      : null;
  return {
    version: manifestVersion,
    units: unitsOf(model),
    snapshot,
    kpis,
    columns: [...columns].filter((column) => !unavailable.has(column)),
    filled,
    imported: { by: job.by, mapping: job.mappingName, override },
    faults,
    checks: [...rejections.filter(({ check }) => !spokenFor.has(check)), ...checks],
  };
}

function unitsOf({ units }: Model): Manifest["units"] {
  return units.map(keptUnit);
}

async function countCrimes(connection: DuckDBConnection): Promise<number> {
  const schema = z.object({ crimes: z.number() });
  const { crimes } = await selectOne(connection, "select count(*)::double as crimes from crimes", {}, schema);
  return crimes;
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

/** The snapshot that is served; null where there is none, or it is the sample, with which nothing of a force can be compared. */
async function servedManifest(home: Home): Promise<Manifest | null> {
  const id = await pointedTo(home);
  const served = id === null ? null : await readManifest(join(home.snapshots, id)).catch(() => null);
  return served && !served.snapshot.synthetic ? served : null;
}

function snapshotId(asAt: string, importedAt: string, files: LoadedFile[]): string {
  const moment = importedAt.replace(/[-:]/g, "").slice(0, 15);
  return `${asAt}.${moment}.${files[0]?.sha256.slice(0, 6)}${randomBytes(2).toString("hex")}`;
}
