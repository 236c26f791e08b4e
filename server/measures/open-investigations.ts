import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { dimensions } from "../contract/filters.ts";
import type { AgeCounts, OpenInvestigations, openInvestigationsQuerySchema } from "../contract/outcomes.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { showCount, showTable } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { chain, select } from "../engine/database.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { lastDayOf, monthParameters, periodOf } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { filteredCrimes } from "./rows.ts";

/** As for the stocks among the KPIs: an export that begins somewhere lacks the older crimes. */
const marks = { matures_after_days: null, ramp_up_months: 24 };

const bandSchema = z.object({
  age_band: z.string(),
  from_days: z.number(),
  to_days: z.number().nullable(),
});
const groupRowSchema = z.object({
  group_label: z.string(),
  age_band: z.string(),
  crimes: z.number(),
  oldest_days: z.number(),
});
const monthRowSchema = z.object({
  month: z.string(),
  taken_on: z.string(),
  ramp_up: z.boolean(),
  complete: z.boolean(),
  age_band: z.string().nullable(),
  crimes: z.number(),
});

type Counted = { age_band: string | null; crimes: number };

/** The age bands of open investigations, in days since recording. */
export function readAgeBands(
  connection: DuckDBConnection,
  { ageBands }: MeasureQueries,
): Promise<z.infer<typeof bandSchema>[]> {
  return select(connection, ageBands, {}, bandSchema);
}

/** Open investigations by how long they have been open: each group on one day, and all of them at each month end. How
 * long the oldest has been open is for those who see exact figures only. */
export async function readOpenInvestigations(
  snapshot: Snapshot,
  queries: MeasureQueries,
  { by, month, ...filters }: z.infer<typeof openInvestigationsQuerySchema>,
  view: View,
): Promise<OpenInvestigations> {
  refuseFreeQuestions(view, filters, "age band");
  const { snapshot: described } = snapshot.manifest;
  const takenOn = month && month < described.asAt.slice(0, 7) ? lastDayOf(month) : described.asAt;
  const period = periodOf(filters, described);
  const filtered = filteredCrimes(filters, by);
  const steps: [string, string][] = [
    ["filtered_crimes", filtered.sql],
    ["age_bands", queries.ageBands],
    ["kpi_rows", queries.openAges],
  ];
  const parameters = {
    ...filtered.parameters,
    ...monthParameters(marks, described, { from: described.firstMonth, to: described.asAt.slice(0, 7) }),
    is_share: false,
    on_day: takenOn,
    from_month: `${period.from}-01`,
    to_month: `${period.to}-01`,
  };
  const [bands, byGroup, byMonth] = await snapshot.use(async (connection) => [
    await readAgeBands(connection, queries),
    await select(
      connection,
      chain([...steps, ["by_group", queries.openByGroup]]),
      parameters,
      groupRowSchema,
    ),
    await select(
      connection,
      chain([
        ...steps,
        ["months", queries.months],
        ["marked_months", queries.markedMonths],
        ["month_figures", queries.figures.stock],
        ["by_month", queries.openByMonth],
      ]),
      parameters,
      monthRowSchema,
    ),
  ]);
  const names = bands.map(({ age_band }) => age_band);
  const isFiltered = dimensions.some((dimension) => filters[dimension]);
  const oldest = (rows: { oldest_days: number }[]) =>
    view.exactness === "exact" && rows.length > 0
      ? Math.max(...rows.map(({ oldest_days }) => oldest_days))
      : null;
  const labels = view.exactness === "released" ? [] : [...new Set(byGroup.map((row) => row.group_label))];
  const tables = labels.map((label) => byGroup.filter((row) => row.group_label === label));
  const cells = showTable(
    tables.map((rows) => names.map((name) => total(rows.filter(({ age_band }) => age_band === name)))),
    view,
    true,
  );
  const [crimes = []] = showTable([tables.map(total)], view, true);
  const groups = tables.map((rows, place) => ({
    split: labels[place] ?? "",
    crimes: crimes[place] ?? null,
    bands: Object.fromEntries(
      names.map((name, band) => [name, crimes[place] == null ? null : (cells[place]?.[band] ?? null)]),
    ),
    oldest_days: oldest(rows),
    size: total(rows),
  }));
  return {
    snapshot: described.id,
    by,
    taken_on: takenOn,
    bands: bands.map(({ age_band, ...days }) => ({ band: age_band, ...days })),
    whole: { ...ageCounts(byGroup, names, view, isFiltered), oldest_days: oldest(byGroup) },
    groups: groups
      .sort((a, b) => b.size - a.size || a.split.localeCompare(b.split))
      .map(({ size: _, ...group }) => group),
    months: [...new Set(byMonth.map((row) => row.month))].flatMap((each) => {
      const rows = byMonth.filter((row) => row.month === each);
      const [first] = rows;
      if (!first) return [];
      const { taken_on, ramp_up, complete } = first;
      return { month: each, taken_on, ramp_up, complete, ...ageCounts(rows, names, view, isFiltered) };
    }),
  };
}

function ageCounts(rows: Counted[], bands: string[], view: View, isGroup: boolean): AgeCounts {
  const counts = bands.map((band) => total(rows.filter(({ age_band }) => age_band === band)));
  const [shown = []] = showTable([counts], view, isGroup);
  return {
    crimes: showCount(total(rows), view, isGroup),
    bands: Object.fromEntries(bands.map((band, place) => [band, shown[place] ?? null])),
  };
}

function total(rows: Counted[]): number {
  return rows.reduce((sum, { crimes }) => sum + crimes, 0);
}
