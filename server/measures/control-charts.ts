import { z } from "zod";
import { type Point, spcSchema } from "../contract/series.ts";
import { chain, type Parameters, selectKept } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import type { SeriesSettings } from "../settings/settings.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { isJudged } from "../wording/judging.ts";
import { changeRule, changeSchema } from "./change-rule.ts";
import type { MeasureQueries } from "./queries.ts";

const withheldSchema = z.enum(["too-few", "rare", "nearly-constant"]);

export type Withheld = z.infer<typeof withheldSchema>;

const everyPoint = 1_000_000;

/** A count of fewer a month is too rare for a control chart, whose limits take chance to be even on both sides. */
export const fewestAMonth = 5;

/** A series to chart: `split`, a word without spaces, names it among those charted together. */
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

/** What the control charts say of the points of each series as they are shown, and how those up to a month compare with
 * those before, all in one statement; nothing of points that cannot be compared. */
export async function readCharts(
  snapshot: Snapshot,
  queries: MeasureQueries,
  series: (Charted & { points: Point[] })[],
  until: string,
): Promise<ChartRow[]> {
  const usable = series.flatMap(({ split, points }) =>
    points.filter((point) => isJudged(point) && point.value !== null).map((point) => ({ ...point, split })),
  );
  if (usable.length === 0) return [];
  const parameters = {
    shown_splits: usable.map(({ split }) => split).join(" "),
    shown_months: usable.map(({ month }) => month).join(" "),
    shown_values: usable.map(({ value }) => value).join(" "),
    shown_denominators: usable.map(({ denominator }) => denominator ?? 1).join(" "),
    shown_p75: usable.map(({ p75 }) => p75 ?? "").join(" "),
    ...chartParameters(series, until),
  };
  return snapshot.use((connection) =>
    selectKept(
      connection,
      chain([["points", queries.shownPoints], ...chartSteps(queries)]),
      parameters,
      chartRowSchema,
    ),
  );
}

/** The steps that make a chart of the step `points`, every split that is charted apart. */
export function chartSteps(queries: MeasureQueries): [string, string][] {
  return [
    ["charted", queries.charted],
    ["spc", queries.spc],
    ["change", queries.change],
    ["chart", queries.chart],
  ];
}

/** What the steps of a chart ask for; months after `until` are not compared. */
export function chartParameters(series: Charted[], until: string): Parameters {
  const each = (text: (charted: Charted) => string | number) => series.map(text);
  return {
    charted: each(({ split }) => split).join(" "),
    kinds: each(({ definition }) => definition.kind).join(" "),
    rebased_from: each(({ settings }) => settings.rebasedFrom.join(" ")).join("|"),
    baseline_points: each(({ settings }) => settings.baselinePoints ?? everyPoint).join(" "),
    fewest_a_month: each(({ definition }) => (definition.kind === "count" ? fewestAMonth : 0)).join(" "),
    are_p_prime: each(({ settings }) => String(settings.chart === "p-prime")).join(" "),
    highest: each(({ definition }) => (definition.unit === "share" ? 1 : "")).join(" "),
    judged_until: until,
    compared_months: changeRule.months,
  };
}
