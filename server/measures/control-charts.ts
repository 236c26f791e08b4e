import { z } from "zod";
import { type Point, spcSchema } from "../contract/series.ts";
import { type Parameters, selectKept, withSteps } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import type { SeriesSettings } from "../settings/settings.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { isJudged } from "../wording/judging.ts";
import { changeRule, changeSchema } from "./change-rule.ts";
import { type MeasureQueries, statements } from "./queries.ts";

const sqlOf = statements("shown_points", "charted", "spc", "change", "chart");

const withheldSchema = z.enum(["too-few", "rare", "nearly-constant"]);

/** Why points have no limits; `hidden`: the view hides some of them, and limits from the others would mislead. */
export type Withheld = z.infer<typeof withheldSchema> | "hidden";

const everyPoint = 1_000_000;

/** A count with fewer crimes a month is too rare for a control chart, whose limits assume that chance is even on both sides. */
export const fewestAMonth = 5;

/** A series to chart: `split` names it among those charted together. */
export type Charted = {
  split: string;
  definition: Pick<Definition, "kind" | "unit">;
  settings: SeriesSettings;
};

const chartRowSchema = z.object({
  split: z.string(),
  month: z.string(),
  withheld: withheldSchema.nullable(),
  mean: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  signal: spcSchema.shape.signal,
  direction: spcSchema.shape.direction,
  change: changeSchema.nullable(),
});

export type ChartRow = z.infer<typeof chartRowSchema>;

/** Reads in one statement what the control charts say of the shown points of each series, and how those up to a month compare
 * with the points before. Points that cannot be compared are left out. */
export async function readCharts(
  snapshot: Snapshot,
  queries: MeasureQueries,
  series: (Charted & { points: Point[] })[],
  until: string,
): Promise<ChartRow[]> {
  const usable = series.flatMap(({ split, points }) =>
    points
      .filter((point) => isJudged(point) && point.value !== null)
      .map(({ month, value, denominator, p75 }) => ({
        split,
        month,
        value,
        denominator: denominator ?? 1,
        p75,
      })),
  );
  if (usable.length === 0) return [];
  const parameters = {
    shown_points: JSON.stringify(usable),
    ...chartParameters(series, until),
  };
  return snapshot.use((connection) =>
    selectKept(
      connection,
      withSteps([["points", sqlOf(queries).shown_points], ...chartSteps(queries)]),
      parameters,
      chartRowSchema,
    ),
  );
}

/** The steps that make a chart of the step `points`, one for every split. */
export function chartSteps(queries: MeasureQueries): [string, string][] {
  const sql = sqlOf(queries);
  return [
    ["charted", sql.charted],
    ["spc", sql.spc],
    ["change", sql.change],
    ["chart", sql.chart],
  ];
}

/** What the steps of a chart ask for; months after `until` are not compared. */
export function chartParameters(series: Charted[], until: string): Parameters {
  const charted = series.map(({ split, definition: { kind, unit }, settings }) => ({
    split,
    kind,
    rebased_from: settings.rebasedFrom,
    baseline_points: settings.baselinePoints ?? everyPoint,
    fewest_a_month: kind === "count" ? fewestAMonth : 0,
    is_p_prime: settings.chart === "p-prime",
    highest: unit === "share" ? 1 : null,
  }));
  return {
    charted: JSON.stringify(charted),
    judged_until: until,
    compared_months: changeRule.months,
  };
}
