import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DuckDBInstance } from "duckdb";
import { z } from "zod";
import { writeForce } from "../../data/synthetic/csv.ts";
import { exactView } from "../../server/disclosure/view.ts";
import { select } from "../../server/engine/database.ts";
import { startImport } from "../../server/import/start-import.ts";
import { readIncidence } from "../../server/measures/attrition.ts";
import { readMeasureQueries } from "../../server/measures/queries.ts";
import { questionOf } from "../../server/measures/question.ts";
import { readSeries } from "../../server/measures/series.ts";
import type { Definition } from "../../server/model/definition.ts";
import { places } from "../../server/places.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { benchBrowser } from "./browser-bench.ts";
import { watchImport } from "./import-bench.ts";
import { joinedIncidence, joinedSeries, joinOnEachQuery } from "./join-per-query.ts";
import { benchAttack, benchPack } from "./pack-bench.ts";

/** Speed and memory, as ratios to what plain DuckDB takes for the same in the same run. Nothing here passes or fails. */
const { values: given } = parseArgs({ options: { crimes: { type: "string", default: "100000" } } });
const crimes = Number(given.crimes);
const folder = mkdtempSync(join(tmpdir(), "flight-deck-bench-"));
const files = { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") };
const plain = await (await DuckDBInstance.create(":memory:")).connect();
const queries = readMeasureQueries(places.queries);
const asAt = "2026-10-31";

try {
  writeForce({ seed: 1, firstMonth: "2021-11", months: 60, asAt, crimesPerMonth: crimes / 60 }, files);
  const loading = await median(3, async () => {
    for (const [table, path] of Object.entries(files)) {
      await plain.run(`create or replace table ${table} as from read_csv($path)`, { path });
    }
  });
  const home = openHome(join(folder, "home"));
  const importing = await median(3, () => importFiles(home));
  row(
    `import of ${crimes.toLocaleString("en-GB")} crimes`,
    importing,
    loading,
    "read_csv of the two files into tables",
  );
  const watched = await watchImport(home, () => importFiles(home));
  process.stdout.write(
    `  while a server runs: ${watched.milliseconds.toFixed(0)} ms, and its health at the 99th percentile ${watched.healthP99.toFixed(1)} ms\n` +
      `  peak memory of the import's process: ${watched.peakMegabytes ?? "not known on this system"} MB\n`,
  );

  const store = openStore(home);
  await joinOnEachQuery(plain, places.queries);
  await store.read(async (snapshot) => {
    if (!snapshot) throw new Error("nothing was published");
    for (const { definition } of snapshot.manifest.kpis) await benchSeries(snapshot, definition);
    await benchIncidence(snapshot);
    await benchPacks(snapshot);
  });
  await store.close();
  const { usable, filtered, slowest, together } = await benchBrowser(home.folder);
  row("flight deck painted in a browser", usable, 1500, "the time that it may take");
  row("flight deck painted after a change of filter", filtered, 300, "the time that it may take");
  row("the slowest of those changes, the first of a filter", slowest, 300, "the time that it may take");
  row("a change of filter beside another filter", together, 300, "the time that it may take");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A KPI's series of the whole force against the same figures by joining; throws if the two differ. */
async function benchSeries(snapshot: Snapshot, definition: Definition): Promise<void> {
  const question = questionOf({ snapshot, definition, view: exactView });
  const read = () => readSeries(question, queries, { rebasedFrom: [], baselinePoints: null });
  const { sql, parameters } = joinedSeries(queries, definition, asAt, "2021-11");
  const schema = z.object({ month: z.string(), value: z.number().nullable() });
  const joined = new Map((await select(plain, sql, parameters, schema)).map((row) => [row.month, row.value]));
  for (const { month, value } of (await read()).points) {
    if (Math.abs((value ?? 0) - (joined.get(month) ?? 0)) < 1e-9) continue;
    throw new Error(`${definition.id} in ${month} is ${value}, and ${joined.get(month)} by joining`);
  }
  const joining = await median(5, () => select(plain, sql, parameters, schema));
  row(`series of ${definition.id}`, await median(15, read), joining, "joining the files for this figure");
}

async function benchIncidence(snapshot: Snapshot): Promise<void> {
  const horizon = 730;
  const reading = await median(7, () =>
    readIncidence(questionOf({ snapshot, view: exactView }), queries, { horizon, endings: "all" }),
  );
  const sql = joinedIncidence(queries);
  const parameters = { as_at: asAt, horizon, fewest_at_risk: 10 };
  const joining = await median(3, () => select(plain, sql, parameters, z.object({ day: z.number() })));
  row("cumulative incidence", reading, joining, "joining the files for it");
}

/** A pack of every KPI, against the time that it may take. */
async function benchPacks(snapshot: Snapshot): Promise<void> {
  const parts = await benchPack(snapshot, queries, timed);
  const whole = parts.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  row("pack of every KPI in three formats", whole, 5000, "the 5 seconds that it may take");
  row(
    "attack before its release, by district",
    await benchAttack(snapshot, queries, timed),
    whole,
    "the pack",
  );
  for (const { part, milliseconds } of parts) row(`  ${part}`, milliseconds, whole, "the whole");
}

async function importFiles(home: Home): Promise<void> {
  const result = await startImport(places.importWorker, home, {
    home: home.folder,
    queries: places.queries,
    files: { cases: [files.cases], outcomes: [files.outcomes] },
    asAt,
    by: "bench",
    importedAt: new Date().toISOString(),
  });
  if (!result.ok) throw new Error(result.refusal ?? "the import failed");
}

function row(what: string, measured: number, baseline: number, against: string): void {
  const ratio = (measured / baseline).toFixed(measured < baseline ? 3 : 2);
  process.stdout.write(
    `${what}: ${ratio} × ${against} (${measured.toFixed(0)} ms against ${baseline.toFixed(0)} ms)\n`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) taken.push(await timed(work));
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}
