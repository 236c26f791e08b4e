import { z } from "zod";
import type { Dimension, Period } from "../contract/filters.ts";
import { type Point, pointSchema } from "../contract/series.ts";
import { type Parameters, select, withSteps } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { chosenUnits } from "./chosen-units.ts";
import { figureKind, isAgedStock } from "./figure-kind.ts";
import { monthParameters, wholePeriod } from "./months.ts";
import { type MeasureQueries, statements } from "./queries.ts";
import type { CountQuestion } from "./question.ts";
import { chosenRows, filteredRows } from "./rows.ts";
import { countedBy } from "./units.ts";

const sqlOf = statements(
  "months",
  "marked_months",
  "points",
  "parts",
  "aged_rows",
  "share",
  "duration",
  "count",
  "stock",
);

/** Counts the exact points of the whole history, separately for every group. */
export async function readCounted(question: CountQuestion, queries: MeasureQueries): Promise<Point[]> {
  const { snapshot, definition, period, split } = question;
  const rows = await rowsOf(question);
  const points = await snapshot.use((connection) =>
    select(
      connection,
      withSteps(pointSteps(queries, definition, rows.sql)),
      {
        ...rows.parameters,
        ...pointParameters(definition, snapshot.manifest.snapshot, period, split),
      },
      countedRowSchema,
    ),
  );
  const parts = definition.parts.length > 0 ? await readParts(snapshot, queries, rows) : null;
  return points.map((point) => ({
    ...point,
    suppressed: false,
    parts: parts ? partsOf(parts, definition, point) : null,
    spc: null,
  }));
}

/** The statement that gives the rows of a question, and what it binds. */
async function rowsOf({
  snapshot,
  definition,
  filters,
  split,
}: CountQuestion): Promise<{ sql: string; parameters: Parameters }> {
  const counted = countedBy(snapshot.manifest, definition);
  const chosen = split === undefined ? await chosenUnits(snapshot, counted.unit, filters) : null;
  return chosen === null
    ? filteredRows(counted, filters, split)
    : { sql: chosenRows(counted, filters), parameters: { chosen_units: chosen } };
}

const countedRowSchema = pointSchema.omit({ suppressed: true, parts: true, spc: true });
const partRowSchema = z.object({
  month: z.string(),
  split: z.string().nullable(),
  part: z.string(),
  numerator: z.number(),
});

/** The steps that make a KPI's points, separately for every group, from the statement that gives its rows. */
export function pointSteps(
  queries: MeasureQueries,
  definition: Pick<Definition, "kind" | "unit">,
  rows: string,
): [string, string][] {
  const sql = sqlOf(queries);
  const ownRows: [string, string][] = isAgedStock(definition)
    ? [
        ["stock_rows", rows],
        ["kpi_rows", sql.aged_rows],
      ]
    : [["kpi_rows", rows]];
  return [
    ["months", sql.months],
    ...ownRows,
    ["marked_months", sql.marked_months],
    ["month_figures", sql[figureKind(definition)]],
    ["points", sql.points],
  ];
}

/** What the steps that make a KPI's points bind: its months, its kind, and whether it is a share or split. */
export function pointParameters(
  definition: Definition,
  snapshot: Manifest["snapshot"],
  period: Period,
  split: Dimension | undefined,
): Parameters {
  return {
    ...monthParameters(definition, snapshot, wholePeriod(period, snapshot)),
    kind: figureKind(definition),
    is_share: definition.unit === "share",
    has_split: split !== undefined,
  };
}

async function readParts(
  snapshot: Snapshot,
  queries: MeasureQueries,
  rows: { sql: string; parameters: Parameters },
): Promise<z.infer<typeof partRowSchema>[]> {
  return snapshot.use((connection) =>
    select(
      connection,
      withSteps([
        ["kpi_rows", rows.sql],
        ["parts", sqlOf(queries).parts],
      ]),
      rows.parameters,
      partRowSchema,
    ),
  );
}

/** Every part that the KPI names, 0 if the month has none, so that the parts always add up to the numerator. */
function partsOf(
  parts: z.infer<typeof partRowSchema>[],
  definition: Definition,
  point: { month: string; split: string | null },
): Record<string, number> {
  const found = parts.filter(({ month, split }) => month === point.month && split === point.split);
  return {
    ...Object.fromEntries(definition.parts.map((part) => [part, 0])),
    ...Object.fromEntries(found.map(({ part, numerator }) => [part, numerator])),
  };
}
