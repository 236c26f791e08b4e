import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { isGroup, type Period } from "../contract/filters.ts";
import type { Distribution } from "../contract/outcomes.ts";
import { Problem } from "../contract/problem.ts";
import { refuseDaysOfMonth, refuseFreeQuestions } from "../disclosure/questions.ts";
import { showCount, showQuantiles } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { select, withSteps } from "../engine/database.ts";
import { versionOf } from "../model/definition-version.ts";
import { periodOf } from "./months.ts";
import { readMonths } from "./periods.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { KpiQuestion } from "./question.ts";
import { filteredRows } from "./rows.ts";
import { countedBy } from "./units.ts";

const sqlOf = statements("long_month_rows", "distribution", "duration");

/** Released bins are always this wide: bins of different widths could be subtracted from each other. */
const releasedBinDays = 30;

const binSchema = z.object({ from_days: z.number(), to_days: z.number(), crimes: z.number() });
const figureSchema = z.object({
  value: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
});

/** How the days of a duration are distributed over a period, in bins of the same width. Throws a 400 for other KPIs. */
export async function readDistribution(
  question: KpiQuestion,
  queries: MeasureQueries,
  binDaysAsked: number,
): Promise<Distribution> {
  const { snapshot, definition, filters, view } = question;
  if (definition.kind !== "duration") {
    throw new Problem(400, "no-duration", "Only a duration has a distribution of days.", "id");
  }
  refuseFreeQuestions(view, filters, "days");
  const { snapshot: described } = snapshot.manifest;
  refuseDaysOfMonth(view, question.period, periodOf({}, described));
  const binDays = view.exactness === "released" ? releasedBinDays : binDaysAsked;
  return snapshot.use(async (connection) => {
    const { period, chosen } = await readMonths(connection, queries, question);
    const { bins, quantiles } = await readDays(connection, queries, question, period, binDays);
    const crimes = bins.reduce((sum, bin) => sum + bin.crimes, 0);
    const show = (count: number) => showCount(count, view, isGroup(filters));
    const { value, p75, p90 } = showQuantiles(quantiles, crimes, view, isGroup(filters));
    return {
      kpi: definition.id,
      snapshot: described.id,
      version: versionOf(definition).hash,
      period,
      chosen,
      bin_days: binDays,
      crimes: show(crimes),
      bins: withoutEnd(
        bins.map((bin) => ({ ...bin, crimes: show(bin.crimes) })),
        view,
      ),
      median: value,
      p75,
      p90,
    };
  });
}

/** The exact bins of the period, and its exact quantiles; nothing if there is no period. */
async function readDays(
  connection: DuckDBConnection,
  queries: MeasureQueries,
  { snapshot, definition, filters }: KpiQuestion,
  period: Period | null,
  binDays: number,
): Promise<{ bins: z.infer<typeof binSchema>[]; quantiles: z.infer<typeof figureSchema> }> {
  const sql = sqlOf(queries);
  const rows = filteredRows(countedBy(snapshot.manifest, definition), filters, undefined);
  const parameters = {
    ...rows.parameters,
    from_month: period && `${period.from}-01`,
    to_month: period && `${period.to}-01`,
    before_from_month: null,
    before_to_month: null,
    bin_days: binDays,
  };
  const steps: [string, string][] = [
    ["filtered_rows", rows.sql],
    ["kpi_rows", sql.long_month_rows],
  ];
  const distribution = withSteps([...steps, ["distribution", sql.distribution]]);
  const figures = withSteps([...steps, ["figures", sql.duration]]);
  const bins = await select(connection, distribution, parameters, binSchema);
  const [quantiles] = await select(connection, figures, parameters, figureSchema);
  return { bins, quantiles: quantiles ?? { value: null, p75: null, p90: null } };
}

/** Released bins end with the last that is shown: the place of the last crime of all would be the longest time. */
function withoutEnd(bins: Distribution["bins"], view: View): Distribution["bins"] {
  if (view.exactness !== "released") return bins;
  return bins.slice(0, bins.findLastIndex(({ crimes }) => crimes !== null) + 1);
}
