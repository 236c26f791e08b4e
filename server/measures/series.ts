import { z } from "zod";
import type { Definition } from "../catalogue/definition.ts";
import { chain, type Parameters, select } from "../database.ts";
import { type Dimension, type Filters, type Point, pointSchema, spcSchema } from "../schemas.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { type Period, periodOf, wholePeriod } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";
import { filteredRows } from "./rows.ts";

const everyPoint = 1_000_000;

export type SeriesSettings = {
  /** Months (`YYYY-MM`) from which limits are worked out anew. */
  rebasedFrom: string[];
  /** How many points from each re-basing fix the limits; null for all of them. */
  baselinePoints: number | null;
};

export type Series = {
  points: Point[];
  /** Why the latest points have no limits, where they have none. */
  withheld: "too-few" | "nearly-constant" | null;
};

/** The points of a KPI, one for every month and group of the period asked for. Limits and signals are worked out over the
 * whole history for these filters; the period only crops. */
export async function readSeries(
  snapshot: Snapshot,
  queries: MeasureQueries,
  definition: Definition,
  filters: Filters,
  settings: SeriesSettings,
  split?: Dimension,
): Promise<Series> {
  const { snapshot: described } = snapshot.manifest;
  const period = periodOf(filters, described);
  const rows = filteredRows(definition, filters, split);
  const parameters = {
    ...rows.parameters,
    ...seriesParameters(definition, described, period, settings, split),
  };
  const charted = await snapshot.use((connection) =>
    select(
      connection,
      chain([
        ["kpi_rows", rows.sql],
        ["months", queries.months],
        ["month_figures", queries.figures[definition.kind]],
        ["points", queries.points],
        ["spc", queries.spc],
        ["charted_points", queries.chartedPoints],
      ]),
      parameters,
      chartedRowSchema,
    ),
  );
  const parts = definition.parts.length > 0 ? await readParts(snapshot, queries, rows) : null;
  const shown = charted.filter(({ month }) => month >= period.from && month <= period.to);
  const points = shown.map(({ withheld: _, mean, lower, upper, signal, direction, ...point }) => ({
    ...point,
    suppressed: false,
    parts: parts ? partsOf(parts, definition, point) : null,
    spc:
      mean === null || lower === null || upper === null || signal === null
        ? null
        : { mean, lower, upper, signal, direction },
  }));
  return { points, withheld: shown.findLast(({ signal }) => signal !== null)?.withheld ?? null };
}

const chartedRowSchema = pointSchema.omit({ suppressed: true, parts: true, spc: true }).extend({
  withheld: z.enum(["too-few", "nearly-constant"]).nullable(),
  mean: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  signal: spcSchema.shape.signal.nullable(),
  direction: spcSchema.shape.direction,
});
const partRowSchema = z.object({
  month: z.string(),
  split: z.string().nullable(),
  part: z.string(),
  numerator: z.number(),
});

function seriesParameters(
  definition: Definition,
  snapshot: Manifest["snapshot"],
  period: Period,
  settings: SeriesSettings,
  split: Dimension | undefined,
): Parameters {
  const whole = wholePeriod(period, snapshot);
  return {
    as_at: snapshot.asAt,
    kind: definition.kind,
    is_share: definition.unit === "share",
    has_split: split !== undefined,
    matures_after_days: definition.matures_after_days,
    ramp_up_months: definition.ramp_up_months,
    first_recorded_month: `${snapshot.firstMonth}-01`,
    last_complete_month: `${snapshot.lastCompleteMonth}-01`,
    first_month: `${whole.from}-01`,
    last_month: `${whole.to}-01`,
    is_charted: split === undefined && definition.kind !== "stock",
    rebased_from: settings.rebasedFrom.join(" "),
    baseline_points: settings.baselinePoints ?? everyPoint,
    fewest_points: 12,
    is_screened: true,
    lowest: 0,
    highest: definition.unit === "share" ? 1 : null,
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
      chain([
        ["kpi_rows", rows.sql],
        ["parts", queries.parts],
      ]),
      rows.parameters,
      partRowSchema,
    ),
  );
}

/** Every part that the KPI names, 0 where the month has none, so that the parts always add up to the numerator. */
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
