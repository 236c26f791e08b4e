import { z } from "@hono/zod-openapi";
import { dimensionSchema, filterSchema, monthSchema } from "./filters.ts";
import { kindSchema, unitSchema } from "./kpi.ts";

/** The words of the breakdown: a KPI by group over a period, and what each group did to its change. */

/** A period as it was used: its usable months, and those that were asked for and left out, each with the reason. */
export const usedPeriodSchema = z.object({
  from: z.string(),
  to: z.string(),
  months: z.number(),
  /** A stock is taken on one day, the last of the period; null for what is counted over it. */
  taken_on: z.string().nullable(),
  left_out: z.array(
    z.object({ month: z.string(), reason: z.enum(["ramp-up", "maturing", "incomplete", "before-the-data"]) }),
  ),
});

export type UsedPeriod = z.infer<typeof usedPeriodSchema>;

const comparedFigureSchema = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  average: z.number().nullable(),
});

/** `total` is `own_rate` plus `volume_share`, and the totals of all groups add up to that of the whole. In the unit of
 * the KPI (shares 0 to 1, mean days, crimes); counts have no parts. */
const contributionSchema = z.object({
  total: z.number(),
  own_rate: z.number().nullable(),
  volume_share: z.number().nullable(),
});

const breakdownRowSchema = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  undated: z.number().nullable(),
  /** The share, or the mean of a duration: what contributions are made of. Null for counts. */
  average: z.number().nullable(),
  /** Wilson 95 % for shares; for medians the order-statistic interval with its exact coverage. */
  interval: z.object({ lower: z.number(), upper: z.number(), coverage: z.number() }).nullable(),
  /** Too few to be judged (`isFew`): shown as numbers. */
  few: z.boolean(),
  suppressed: z.boolean(),
  compared: comparedFigureSchema.nullable(),
  contribution: contributionSchema.nullable(),
  /** How many more crimes (fewer, if negative) than the earlier share of the same group would have given. */
  crimes_affected: z.number().nullable(),
});

const breakdownGroupSchema = breakdownRowSchema.extend({
  split: z.string(),
  /** Where the group lies in the funnel; null where it has none or has too few. */
  funnel: z.enum(["within", "beyond-95", "beyond-99.8"]).nullable(),
  side: z.enum(["above", "below"]).nullable(),
});

export type BreakdownGroup = z.infer<typeof breakdownGroupSchema>;
export type BreakdownRow = z.infer<typeof breakdownRowSchema>;

export const funnelLimitSchema = z.object({
  denominator: z.number(),
  lower_998: z.number(),
  lower_95: z.number(),
  upper_95: z.number(),
  upper_998: z.number(),
});

export type FunnelLimit = z.infer<typeof funnelLimitSchema>;

export const breakdownSchema = z.object({
  kpi: z.string(),
  snapshot: z.string(),
  /** Which definition the figures were made with, as in the KPI's `version.hash`. */
  version: z.string(),
  by: dimensionSchema,
  kind: kindSchema,
  unit: unitSchema,
  /** Null where no month of what was asked can be used; then there are no groups. */
  period: usedPeriodSchema.nullable(),
  /** Whether from and to were given; otherwise the last 12 usable months, or all of them in released figures. */
  chosen: z.enum(["asked", "last-12-usable", "all-usable"]),
  compared: usedPeriodSchema.nullable(),
  whole: breakdownRowSchema.nullable(),
  /** The largest first: never a league table. */
  groups: z.array(breakdownGroupSchema),
  /** The curves of the funnel plot over group sizes; null but for shares. */
  funnel: z.object({ centre: z.number(), limits: z.array(funnelLimitSchema) }).nullable(),
  contribution_of: z.enum(["share", "mean", "count"]),
  /** How each column was worked out and what does not apply, in sentences for the reader. */
  notes: z.array(z.string()),
});

export type Breakdown = z.infer<typeof breakdownSchema>;

export const breakdownQuerySchema = filterSchema.extend({
  by: dimensionSchema,
  compare_from: monthSchema
    .optional()
    .openapi({ description: "First month to compare with (default: as many months just before)" }),
  compare_to: monthSchema.optional().openapi({ description: "Last month to compare with" }),
});
