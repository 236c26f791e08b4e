import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { type Dimension, isGroup } from "../contract/filters.ts";
import type { AgeCounts, OpenInvestigations } from "../contract/outcomes.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { showCount, showTable } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { select, withSteps } from "../engine/database.ts";
import { followedUnit } from "../model/unit.ts";
import { lastDayOf } from "../wording/months.ts";
import { monthParameters } from "./months.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { Question } from "./question.ts";
import { filteredUnits } from "./rows.ts";

/** As for the stocks among the KPIs: an export that begins somewhere lacks the older crimes. */
const maturity = { matures_after_days: null, ramp_up_months: 24 };

const sqlOf = statements(
  "age_bands",
  "open_ages",
  "open_by_group",
  "open_by_month",
  "months",
  "marked_months",
  "stock",
);

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

type GroupRow = z.infer<typeof groupRowSchema>;
type MonthRow = z.infer<typeof monthRowSchema>;
type Counts = { bands: z.infer<typeof bandSchema>[]; byGroup: GroupRow[]; byMonth: MonthRow[] };
type Counted = { age_band: string | null; crimes: number };

/** The age bands of open investigations, in days since recording. */
export function readAgeBands(
  connection: DuckDBConnection,
  queries: MeasureQueries,
): Promise<z.infer<typeof bandSchema>[]> {
  return select(connection, sqlOf(queries).age_bands, {}, bandSchema);
}

/** Open investigations by how long they have been open: each group on one day, that of the end of the month asked for or the as-at
 * date, and all of them at each month end. How long the oldest has been open is for those who see exact figures only. */
export async function readOpenInvestigations(
  question: Question & { split: Dimension },
  queries: MeasureQueries,
  month?: string,
): Promise<OpenInvestigations> {
  const { snapshot, filters, split, view } = question;
  refuseFreeQuestions(view, filters, "age band");
  const { id, asAt } = snapshot.manifest.snapshot;
  const takenOn = month && month < asAt.slice(0, 7) ? lastDayOf(month) : asAt;
  const { bands, byGroup, byMonth } = await readCounts(question, queries, takenOn);
  const names = bands.map(({ age_band }) => age_band);
  const isFiltered = isGroup(filters);
  return {
    snapshot: id,
    by: split,
    taken_on: takenOn,
    bands: bands.map(({ age_band, ...days }) => ({ band: age_band, ...days })),
    whole: { ...ageCounts(byGroup, names, view, isFiltered), oldest_days: oldestOf(byGroup, view) },
    groups: groupsOf(byGroup, names, view),
    months: [...new Set(byMonth.map((row) => row.month))].flatMap((each) => {
      const rows = byMonth.filter((row) => row.month === each);
      const [first] = rows;
      if (!first) return [];
      const { taken_on, ramp_up, complete } = first;
      return { month: each, taken_on, ramp_up, complete, ...ageCounts(rows, names, view, isFiltered) };
    }),
  };
}

async function readCounts(
  { snapshot, filters, period, split }: Question,
  queries: MeasureQueries,
  takenOn: string,
): Promise<Counts> {
  const sql = sqlOf(queries);
  const { snapshot: described } = snapshot.manifest;
  const filtered = filteredUnits(followedUnit(snapshot.manifest.units), filters, split);
  const steps: [string, string][] = [
    ["filtered_crimes", filtered.sql],
    ["age_bands", sql.age_bands],
    ["kpi_rows", sql.open_ages],
  ];
  const history = { from: described.firstMonth, to: described.asAt.slice(0, 7) };
  const parameters = {
    ...filtered.parameters,
    ...monthParameters(maturity, described, history),
    is_share: false,
    on_day: takenOn,
    from_month: `${period.from}-01`,
    to_month: `${period.to}-01`,
  };
  const groups = withSteps([...steps, ["by_group", sql.open_by_group]]);
  const months = withSteps([
    ...steps,
    ["months", sql.months],
    ["marked_months", sql.marked_months],
    ["month_figures", sql.stock],
    ["by_month", sql.open_by_month],
  ]);
  return snapshot.use(async (connection) => ({
    bands: await readAgeBands(connection, queries),
    byGroup: await select(connection, groups, parameters, groupRowSchema),
    byMonth: await select(connection, months, parameters, monthRowSchema),
  }));
}

/** The groups as they may be shown, the largest first; none in released figures. */
function groupsOf(rows: GroupRow[], bands: string[], view: View): OpenInvestigations["groups"] {
  const labels = view.exactness === "released" ? [] : [...new Set(rows.map((row) => row.group_label))];
  const tables = labels.map((label) => rows.filter((row) => row.group_label === label));
  const cells = showTable(
    tables.map((those) => countsOf(those, bands)),
    view,
    true,
  );
  const [crimes = []] = showTable([tables.map(total)], view, true);
  return tables
    .map((those, place) => ({
      split: labels[place] ?? "",
      crimes: crimes[place] ?? null,
      bands: Object.fromEntries(
        bands.map((name, band) => [name, crimes[place] == null ? null : (cells[place]?.[band] ?? null)]),
      ),
      oldest_days: oldestOf(those, view),
      size: total(those),
    }))
    .sort((a, b) => b.size - a.size || a.split.localeCompare(b.split))
    .map(({ size: _, ...group }) => group);
}

function oldestOf(rows: GroupRow[], view: View): number | null {
  if (view.exactness !== "exact" || rows.length === 0) return null;
  return Math.max(...rows.map(({ oldest_days }) => oldest_days));
}

function ageCounts(rows: Counted[], bands: string[], view: View, isGroup: boolean): AgeCounts {
  const [shown = []] = showTable([countsOf(rows, bands)], view, isGroup);
  return {
    crimes: showCount(total(rows), view, isGroup),
    bands: Object.fromEntries(bands.map((band, place) => [band, shown[place] ?? null])),
  };
}

function countsOf(rows: Counted[], bands: string[]): number[] {
  return bands.map((band) => total(rows.filter(({ age_band }) => age_band === band)));
}

function total(rows: Counted[]): number {
  return rows.reduce((sum, { crimes }) => sum + crimes, 0);
}
