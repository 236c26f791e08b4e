import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DuckDBInstance } from "duckdb";
import { writeForce } from "../../data/synthetic/csv.ts";
import { exactView } from "../../server/access/view.ts";
import { startImport } from "../../server/import/start-import.ts";
import { readMeasureQueries } from "../../server/measures/queries.ts";
import { readSeries } from "../../server/measures/series.ts";
import { places } from "../../server/places.ts";
import { type Home, openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/snapshots.ts";

/** A month-by-month share as it is worked out without a snapshot: the standing outcome of each crime, joined each time. */
const joinPerQuery = `
  with standing as (
    select crime_ref, outcome_code, outcome_date
    from outcomes
    qualify row_number() over (partition by crime_ref order by outcome_date desc nulls last, keyed_date desc nulls last) = 1
  )
  select date_trunc('month', outcome_date) as month, count(*) filter (where outcome_code in ('14', '16')) / count(*)
  from cases
  inner join standing on standing.crime_ref = cases.crime_ref
  where cases.cancelled_code is null and outcome_code != '0'
  group by month
  order by month`;

/** Speed and memory, as ratios to what plain DuckDB takes for the same in the same run. Nothing here passes or fails. */
const { values: given } = parseArgs({ options: { crimes: { type: "string", default: "100000" } } });
const crimes = Number(given.crimes);
const folder = mkdtempSync(join(tmpdir(), "flight-deck-bench-"));
const files = { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") };

try {
  writeForce(
    { seed: 1, firstMonth: "2021-11", months: 60, asAt: "2026-10-31", crimesPerMonth: crimes / 60 },
    files,
  );
  const plain = await (await DuckDBInstance.create(":memory:")).connect();
  const loading = await timed(async () => {
    for (const [table, path] of Object.entries(files)) {
      await plain.run(`create table ${table} as from read_csv($path)`, { path });
    }
  });
  const home = openHome(join(folder, "home"));
  const peak = watchPeakMemory();
  const importing = await timed(() => importFiles(home));
  row(
    `import of ${crimes.toLocaleString("en-GB")} crimes`,
    importing,
    loading,
    "read_csv of the two files into tables",
  );
  process.stdout.write(`  peak memory of the import's process: ${peak() ?? "not known on this system"} MB\n`);

  const store = openStore(home);
  const queries = readMeasureQueries(places.queries);
  const joining = await median(5, () => plain.run(joinPerQuery));
  await store.read(async (snapshot) => {
    if (!snapshot) throw new Error("nothing was published");
    for (const { definition, reason } of snapshot.manifest.kpis) {
      if (reason) continue;
      const settings = { rebasedFrom: [], baselinePoints: null };
      const reading = await median(20, () =>
        readSeries(snapshot, queries, definition, {}, settings, exactView),
      );
      row(`series of ${definition.id}`, reading, joining, "joining cases and outcomes for each query");
    }
  });
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function importFiles(home: Home): Promise<void> {
  const result = await startImport(places.importWorker, home, {
    home: home.folder,
    queries: places.queries,
    cases: [files.cases],
    outcomes: [files.outcomes],
    asAt: "2026-10-31",
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

/** Watches this program's child processes where the system says (Linux); gives the highest resident size seen, in MB. */
function watchPeakMemory(): () => number | null {
  let highest: number | null = null;
  const timer = setInterval(() => {
    for (const child of childProcesses()) {
      const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readProcessFile(`${child}/status`))?.[1] ?? 0);
      highest = Math.max(highest ?? 0, Math.round(kilobytes / 1024));
    }
  }, 20);
  return () => {
    clearInterval(timer);
    return highest;
  };
}

function childProcesses(): string[] {
  return readProcessFile(`${process.pid}/task/${process.pid}/children`).split(" ").filter(Boolean);
}

function readProcessFile(path: string): string {
  try {
    return readFileSync(join("/proc", path), "utf8");
  } catch {
    return "";
  }
}
