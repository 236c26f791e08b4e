import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { Breakdown, BreakdownRow, breakdownQuerySchema, UsedPeriod } from "../contract/breakdown.ts";
import { chosenOf, type Dimension, isGroup } from "../contract/filters.ts";
import { refuseFreeQuestions } from "../disclosure/questions.ts";
import { showBreakdown } from "../disclosure/release-breakdown.ts";
import { type Parameters, select, withSteps } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import { versionOf } from "../model/definition-version.ts";
import { isFew } from "../wording/judging.ts";
import { breakdownNotes } from "./breakdown-notes.ts";
import { figureKind, isAgedStock } from "./figure-kind.ts";
import { placeInFunnel, readFunnelLimits } from "./funnel-plot.ts";
import { monthParameters } from "./months.ts";
import { comparedWith, readMonths } from "./periods.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { KpiQuestion } from "./question.ts";
import { filteredRows } from "./rows.ts";
import { countedBy } from "./units.ts";

const sqlOf = statements(
  "breakdown",
  "median_intervals",
  "long_month_rows",
  "aged_rows",
  "with_whole",
  "months",
  "share",
  "duration",
  "count",
  "stock",
);

/** What share of intervals of this kind hold the true share. */
const wilsonCoverage = 0.95;

/** A KPI by the groups of a dimension over a period: n of N with an interval, its place in the funnel, and its exact
 * contribution to the change since the period compared with. */
export async function readBreakdown(
  question: KpiQuestion & { split: Dimension },
  queries: MeasureQueries,
  {
    compare_from,
    compare_to,
  }: Pick<z.infer<typeof breakdownQuerySchema>, "compare_from" | "compare_to"> = {},
): Promise<Breakdown> {
  const { snapshot, definition, filters, split: by, view } = question;
  refuseFreeQuestions(view, filters, by);
  const { snapshot: described } = snapshot.manifest;
  return snapshot.use(async (connection) => {
    const months = await readMonths(connection, queries, question);
    const compared = comparedWith(months, view, { compare_from, compare_to });
    const { period, chosen } = months;
    const figures = period
      ? await readFigures(connection, queries, statementOf(question, queries, period, compared))
      : { whole: null, groups: [], funnel: null };
    const breakdown: Breakdown = {
      kpi: definition.id,
      snapshot: described.id,
      version: versionOf(definition).hash,
      by,
      kind: definition.kind,
      unit: definition.unit,
      period,
      chosen,
      compared,
      ...figures,
      contribution_of: contributionOf(definition),
      notes: breakdownNotes(definition, period, compared, view),
    };
    return showBreakdown(breakdown, view, {
      isFiltered: isGroup(filters),
      labels: chosenOf(filters, by) ?? described.dimensions[by] ?? [],
    });
  });
}

/** The steps of the statement that works out the figures, what they bind, and whether two periods are compared. */
type Statement = {
  definition: Definition;
  steps: [string, string][];
  parameters: Parameters;
  isCompared: boolean;
};

function statementOf(
  { snapshot: { manifest }, definition, filters, split }: KpiQuestion,
  queries: MeasureQueries,
  period: UsedPeriod,
  compared: UsedPeriod | null,
): Statement {
  const rows = filteredRows(countedBy(manifest, definition), filters, split);
  const history = { from: manifest.snapshot.firstMonth, to: period.to };
  return {
    definition,
    steps: stepsOf(queries, definition, rows.sql),
    parameters: {
      ...rows.parameters,
      ...monthParameters(definition, manifest.snapshot, history),
      kind: figureKind(definition),
      is_share: definition.unit === "share",
      ...periodParameters(definition, period, compared),
    },
    isCompared: isComparable(definition, period, compared),
  };
}

const figureRowSchema = z.object({
  split: z.string().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  undated: z.number().nullable(),
  average: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  before_numerator: z.number().nullable(),
  before_denominator: z.number().nullable(),
  before_value: z.number().nullable(),
  before_average: z.number().nullable(),
  contribution: z.number().nullable(),
  rate_effect: z.number().nullable(),
  volume_effect: z.number().nullable(),
  crimes_affected: z.number().nullable(),
});

const medianIntervalSchema = z.object({
  split: z.string().nullable(),
  lower: z.number(),
  upper: z.number(),
  coverage: z.number(),
});

type FigureRow = z.infer<typeof figureRowSchema>;
type MedianInterval = z.infer<typeof medianIntervalSchema>;

async function readFigures(
  connection: DuckDBConnection,
  queries: MeasureQueries,
  { definition, steps, parameters, isCompared }: Statement,
): Promise<Pick<Breakdown, "whole" | "groups" | "funnel">> {
  const rows = await select(
    connection,
    withSteps([...steps, ["breakdown", sqlOf(queries).breakdown]]),
    parameters,
    figureRowSchema,
  );
  const medians =
    figureKind(definition) === "duration"
      ? await select(
          connection,
          withSteps([...steps, ["median_intervals", sqlOf(queries).median_intervals]]),
          parameters,
          medianIntervalSchema,
        )
      : [];
  const whole = rows.find(({ split }) => split === null);
  const groups = rows.filter(({ split }) => split !== null);
  const centre = definition.unit === "share" ? (whole?.value ?? null) : null;
  const sizes = groups.map(({ denominator }) => denominator ?? 0);
  const limits = centre === null ? [] : await readFunnelLimits(connection, queries, centre, sizes);
  const shown = (row: FigureRow) => rowOf(row, medians, isCompared);
  return {
    whole: whole ? shown(whole) : null,
    groups: groups.map((row) => ({
      split: row.split ?? "",
      ...shown(row),
      ...placeInFunnel(row, centre, limits),
    })),
    funnel: centre === null ? null : { centre, limits },
  };
}

function rowOf(row: FigureRow, medians: MedianInterval[], isCompared: boolean): BreakdownRow {
  const { numerator, denominator, value, p75, p90, undated, average } = row;
  const median = medians.find(({ split }) => split === row.split);
  const wilson =
    row.lower === null || row.upper === null
      ? null
      : { lower: row.lower, upper: row.upper, coverage: wilsonCoverage };
  return {
    numerator,
    denominator,
    value,
    p75,
    p90,
    undated,
    average,
    interval: median ? { lower: median.lower, upper: median.upper, coverage: median.coverage } : wilson,
    few: isFew(row),
    suppressed: false,
    compared: isCompared
      ? {
          numerator: row.before_numerator,
          denominator: row.before_denominator,
          value: row.before_value,
          average: row.before_average,
        }
      : null,
    contribution:
      isCompared && row.contribution !== null
        ? { total: row.contribution, own_rate: row.rate_effect, volume_share: row.volume_effect }
        : null,
    crimes_affected: isCompared ? row.crimes_affected : null,
  };
}

function stepsOf(queries: MeasureQueries, definition: Definition, rows: string): [string, string][] {
  const sql = sqlOf(queries);
  return [
    ["months", sql.months],
    ...rowsByGroup(queries, definition, rows),
    ["kpi_rows", sql.with_whole],
    ["month_figures", sql[figureKind(definition)]],
  ];
}

/** The rows of the two periods; a stock is taken on the last day of each. */
function rowsByGroup(queries: MeasureQueries, definition: Definition, rows: string): [string, string][] {
  const sql = sqlOf(queries);
  if (isAgedStock(definition))
    return [
      ["stock_rows", rows],
      ["aged_rows", sql.aged_rows],
      ["rows_by_group", "select * from aged_rows where month in ($period_month::date, $before_month::date)"],
    ];
  return [
    ["filtered_rows", rows],
    ["rows_by_group", definition.kind === "stock" ? "select * from filtered_rows" : sql.long_month_rows],
  ];
}

/** A flow's period is one long month, named by its first; a stock is taken at the end of the last. */
function periodParameters(
  { kind, unit }: Definition,
  period: UsedPeriod,
  compared: UsedPeriod | null,
): Parameters {
  const place = kind === "stock" ? "to" : "from";
  return {
    from_month: `${period.from}-01`,
    to_month: `${period.to}-01`,
    before_from_month: compared && `${compared.from}-01`,
    before_to_month: compared && `${compared.to}-01`,
    period_month: `${period[place]}-01`,
    before_month: compared && `${compared[place]}-01`,
    has_denominator: unit !== "crimes",
  };
}

/** Counts of periods of different lengths say nothing of each other. */
function isComparable({ kind }: Definition, period: UsedPeriod, compared: UsedPeriod | null): boolean {
  return compared !== null && (kind !== "count" || compared.months === period.months);
}

function contributionOf({ unit }: Definition): Breakdown["contribution_of"] {
  return ({ share: "share", days: "mean", crimes: "count" } as const)[unit];
}
