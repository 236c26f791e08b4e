import { join } from "node:path";
import { z } from "zod";
import { openCsv } from "../../data/synthetic/csv.ts";
import { dayOf } from "../../data/synthetic/days.ts";
import { syntheticForce } from "../../data/synthetic/force.ts";
import type { ForceOptions } from "../../data/synthetic/options.ts";
import { caseColumns, outcomeColumns } from "../../data/synthetic/rows.ts";
import type { Filters } from "../../server/contract/filters.ts";
import { spcSchema } from "../../server/contract/series.ts";
import { select, withSteps } from "../../server/engine/database.ts";
import { startImport } from "../../server/import/start-import.ts";
import { changeSchema } from "../../server/measures/change-rule.ts";
import { chartParameters, chartSteps } from "../../server/measures/control-charts.ts";
import { pointParameters, pointSteps } from "../../server/measures/counted-points.ts";
import { type MeasureQueries, readMeasureQueries } from "../../server/measures/queries.ts";
import { filteredRows } from "../../server/measures/rows.ts";
import { countedBy } from "../../server/measures/units.ts";
import type { Definition } from "../../server/model/definition.ts";
import { places } from "../../server/places.ts";
import { openHome } from "../../server/store/home.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { versionsOf } from "./exports.ts";

/**
 * Many forces, each seen on many as-at dates, for the price of one import: the file holds every crime once for each
 * stretch of dates in which its rows stay the same, from the date that its district names until the one that its team names.
 * So what was known on a date is a filter on district and team, a force is a group, and reader, staging, marts, KPIs, figures and control chart are the product's own.
 * `test/honesty/honesty.test.ts` proves a sample of it equal to an import of the export of that date alone.
 */

const seenRowSchema = z.object({
  force: z.string(),
  month: z.string(),
  value: z.number(),
  /** How many crimes the month rests on; null for a count. */
  weight: z.number().nullable(),
  p75: z.number().nullable(),
  mean: z.number().nullable(),
  /** A standard deviation by the chart: a third of the way to the limit that is not held to 0 or 1. */
  deviation: z.number().nullable(),
  signal: spcSchema.shape.signal,
  direction: spcSchema.shape.direction,
  change: changeSchema.nullable(),
});

/** A usable month as its control chart judges it; the latest also says how it compares with the months before. */
export type SeenMonth = z.infer<typeof seenRowSchema>;

/** A measure as its reader saw it: its usable months in order. */
export type SeenKpi = { definition: Definition; months: SeenMonth[] };

/** What one force's flight deck showed on one as-at date; a stock has no limits, so it is not judged. */
export type SeenDeck = { force: number; asAt: string; kpis: SeenKpi[] };

/** Imports the forces and gives every force's deck on every date (`YYYY-MM-DD`, rising). */
export async function seenDecks(
  forces: Partial<ForceOptions>[],
  asAts: string[],
  folder: string,
): Promise<SeenDeck[]> {
  const files = { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") };
  writeVersions(forces, asAts, files);
  const home = openHome(join(folder, "home"));
  const result = await startImport(places.importWorker, home, {
    home: home.folder,
    queries: places.queries,
    files: { cases: [files.cases], outcomes: [files.outcomes] },
    asAt: asAts.at(-1) ?? null,
    by: "honesty",
    importedAt: "2026-11-24T00:00:00.000Z",
  });
  if (!result.ok) throw new Error(result.refusal ?? "the import failed");
  const store = openStore(home);
  const queries = readMeasureQueries(places.queries);
  try {
    return await store.read(async (snapshot) => {
      if (!snapshot) throw new Error("nothing was published");
      const decks: SeenDeck[] = [];
      for (const [place, asAt] of asAts.entries()) {
        const known = { district: asAts.slice(0, place + 1), team: asAts.slice(place) };
        decks.push(...(await decksOn(snapshot, queries, asAt, known, forces.length)));
      }
      return decks;
    });
  } finally {
    await store.close();
  }
}

function writeVersions(
  forces: Partial<ForceOptions>[],
  asAts: string[],
  files: { cases: string; outcomes: string },
): void {
  const days = asAts.map(dayOf);
  const cases = openCsv(files.cases, caseColumns);
  const outcomes = openCsv(files.outcomes, outcomeColumns);
  for (const [force, options] of forces.entries())
    for (const crime of syntheticForce(options))
      for (const version of versionsOf(crime, days)) writeVersion(force, version);
  cases.close();
  outcomes.close();

  function writeVersion(force: number, { from, until, rows }: ReturnType<typeof versionsOf>[number]): void {
    const labels = { force: String(force), district: asAts[from] ?? "", team: asAts[until] ?? "" };
    const refOf = (ref: string) => `${force}/${ref}/${from}`;
    for (const row of rows.cases) cases.add({ ...row, ...labels, crime_ref: refOf(row.crime_ref) });
    for (const row of rows.outcomes) outcomes.add({ ...row, crime_ref: refOf(row.crime_ref) });
  }
}

const usual = { rebasedFrom: [], baselinePoints: null };

async function decksOn(
  snapshot: Snapshot,
  queries: MeasureQueries,
  asAt: string,
  known: Filters,
  forces: number,
): Promise<SeenDeck[]> {
  const described = { ...snapshot.manifest.snapshot, asAt, lastCompleteMonth: asAt.slice(0, 7) };
  const period = { from: described.firstMonth, to: asAt.slice(0, 7) };
  const decks = Array.from({ length: forces }, (_, force): SeenDeck => ({ force, asAt, kpis: [] }));
  for (const { definition, reason } of snapshot.manifest.kpis) {
    if (reason || definition.kind === "stock" || !definition.headline) continue;
    const rows = filteredRows(countedBy(snapshot.manifest, definition), known, "force");
    const charted = decks.map(({ force }) => ({ split: String(force), definition, settings: usual }));
    const seen = await snapshot.use((connection) =>
      select(
        connection,
        withSteps([
          ...pointSteps(queries, definition, rows.sql),
          ...chartSteps(queries),
          ["seen", seenMonths],
        ]),
        {
          ...rows.parameters,
          ...pointParameters(definition, described, period, "force"),
          ...chartParameters(charted, period.to),
        },
        seenRowSchema,
      ),
    );
    for (const deck of decks) deck.kpis.push({ definition, months: [] });
    for (const month of seen) decks[Number(month.force)]?.kpis.at(-1)?.months.push(month);
  }
  return decks;
}

const seenMonths = `
  select
    chart.split as force,
    chart.month,
    points.value,
    points.denominator as weight,
    points.p75,
    chart.mean,
    greatest(chart.upper - chart.mean, chart.mean - chart.lower) / 3 as deviation,
    chart.signal,
    chart.direction,
    chart.change
  from chart
  inner join points on points.month = chart.month and points.split = chart.split
  order by chart.split, chart.month`;
