import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { loadCatalogue } from "../catalogue/load.ts";
import { createDatabase, run, selectOne } from "../database.ts";
import { type Home, openHome } from "../store/home.ts";
import type { Manifest } from "../store/manifest.ts";
import { databaseName, publish } from "../store/publish.ts";
import { accountForRows, type FileAccount } from "./account.ts";
import { buildKpis, buildMarts, latestDates, prepareBuild } from "./build.ts";
import { runChecks } from "./checks.ts";
import { describeSnapshot } from "./describe.ts";
import { previousRows, rowsByRole } from "./file-rows.ts";
import type { ImportResult, Job } from "./job.ts";
import { type LoadedFile, loadFiles } from "./load.ts";
import { readOutcomeColumns } from "./outcome-columns.ts";
import { Refusal } from "./read/refusal.ts";

/** The share of a file's rows that may be rejected before the import is refused. */
const rejectLimit = 0.05;

/** Imports the files of a job: reads, checks, joins and stores them as a new snapshot, and publishes it. Anything that
 * refuses the import leaves what was served before, with the reason in the result. */
export async function runImport(job: Job): Promise<ImportResult> {
  const home = openHome(job.home);
  const folder = join(home.building, `${process.pid}-${randomBytes(4).toString("hex")}`);
  const spool = join(folder, "spool");
  const built = join(folder, "built");
  for (const path of [folder, spool, built]) mkdirSync(path, { mode: 0o700 });
  const result: ImportResult = { ok: false, snapshot: null, files: [], problems: [], refusal: null };
  try {
    const manifest = await build(job, home, spool, built, result);
    rmSync(spool, { recursive: true });
    await publish(home, built, manifest);
    const { id, asAt, lastCompleteMonth } = manifest.snapshot;
    return { ...result, ok: true, snapshot: { id, asAt, lastCompleteMonth } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...result, refusal: error.message };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds the snapshot's database in the folder and returns what its manifest will say. */
async function build(
  job: Job,
  home: Home,
  spool: string,
  built: string,
  result: ImportResult,
): Promise<Omit<Manifest, "database">> {
  const instance = await createDatabase(join(built, databaseName), spool);
  try {
    const connection = await instance.connect();
    await prepareBuild(connection, job.queries);
    const loaded = await loadFiles(connection, job, spool);
    const outcomeColumns = readOutcomeColumns(loaded);
    const asAt = await findAsAt(connection, job);
    await buildMarts(connection, job.queries, asAt, outcomeColumns.areUsed);
    const accounts = await accountForRows(connection, loaded);
    result.files = accounts.map(({ afterAsAt: _, problems: __, ...file }) => file);
    const rejections = [...accounts.flatMap(({ problems }) => problems), ...outcomeColumns.problems];
    result.problems = rejections;
    await refuseIfTooMuchIsRejected(connection, accounts, job.force);
    const catalogue = loadCatalogue([join(job.queries, "kpis"), home.kpis]);
    const columns = new Set(loaded.flatMap((file) => file.columns));
    const kpis = await buildKpis(connection, job.queries, catalogue.definitions, asAt, columns);
    const checks = await runChecks(connection, job.queries, {
      asAt,
      columns,
      rows: rowsByRole(result.files),
      previousRows: await previousRows(home),
    });
    const named = new Set(rejections.map(({ check }) => check));
    const found = checks.filter(({ check, count }) => count > 0 && !named.has(check));
    result.problems = [...rejections, ...found.map(({ kpis: _, examples: __, ...problem }) => problem)];
    const snapshot = await describeSnapshot(connection, {
      id: snapshotId(asAt, job.importedAt, loaded),
      asAt,
      importedAt: job.importedAt,
      files: result.files,
    });
    await run(connection, "checkpoint");
    connection.closeSync();
    const spokenFor = new Set(checks.map(({ check }) => check));
    const rejected = rejections
      .filter(({ check }) => !spokenFor.has(check))
      .map((problem) => ({ ...problem, kpis: [], examples: [] }));
    return {
      version: 1,
      snapshot,
      kpis,
      columns: [...columns],
      faults: catalogue.faults,
      checks: [...rejected, ...checks],
    };
  } finally {
    instance.closeSync();
  }
}

async function findAsAt(connection: DuckDBConnection, job: Job): Promise<string> {
  if (job.asAt) return job.asAt;
  const { extract, latest } = await latestDates(connection);
  if (extract) return extract;
  const suggestion = latest
    ? `The latest date in the files is ${latest}: if the export was taken then, run the import again with --as-at ${latest}.`
    : "Run the import again with --as-at and the date on which the export was taken.";
  throw new Refusal(
    `The files do not say when the export was taken: there is no extract_date. ${suggestion}`,
  );
}

async function refuseIfTooMuchIsRejected(
  connection: DuckDBConnection,
  files: FileAccount[],
  force: boolean,
): Promise<void> {
  for (const file of files) {
    const counted = file.rejected - file.afterAsAt;
    if (force || counted <= file.read * rejectLimit) continue;
    throw new Refusal(
      `${file.name}: ${counted.toLocaleString("en-GB")} of ${file.read.toLocaleString("en-GB")} rows were rejected, more than ` +
        `${rejectLimit * 100} %, so nothing was imported. Mostly: ${file.problems[0]?.message} ` +
        "Mend the export, or run the import again with --force to leave these rows out.",
    );
  }
  const { crimes } = await selectOne(
    connection,
    "select count(*)::double as crimes from crimes_accepted",
    {},
    z.object({ crimes: z.number() }),
  );
  if (crimes === 0) {
    const names = files.filter(({ role }) => role === "cases").map(({ name }) => name);
    throw new Refusal(
      `${names.join(", ")}: no row could be accepted, so there is nothing to show. Mend the export and import it again.`,
    );
  }
}

function snapshotId(asAt: string, importedAt: string, files: LoadedFile[]): string {
  const moment = importedAt.replace(/[-:]/g, "").slice(0, 15);
  return `${asAt}.${moment}.${files[0]?.sha256.slice(0, 6)}${randomBytes(2).toString("hex")}`;
}
