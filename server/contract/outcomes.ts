import { z } from "@hono/zod-openapi";
import { usedPeriodSchema } from "./breakdown.ts";
import { dimensionSchema, filterSchema, monthSchema } from "./filters.ts";

/** The words of the outcome mix, of open investigations by age, and of distributions. A count that may not be shown is
 * null. */

const countSchema = z.number().nullable();

export const outcomeMixQuerySchema = filterSchema.extend({
  basis: z.enum(["closed", "recorded"]).default("closed").openapi({
    description: "Crimes closed in the month, or those recorded in it with the ones still open",
  }),
  endings: z
    .enum(["all", "main"])
    .default("all")
    .openapi({ description: "Every outcome group, or the rare ones joined under `other`" }),
});

export const outcomeMixSchema = z.object({
  snapshot: z.string(),
  basis: z.enum(["closed", "recorded"]),
  /** A month of `recorded` is mature when all its crimes have had so many days; null for `closed`. */
  matures_after_days: z.number().nullable(),
  /** The groups that occur, in the order in which they are stacked. */
  groups: z.array(z.string()),
  months: z.array(
    z.object({
      month: z.string(),
      crimes: countSchema,
      groups: z.record(z.string(), countSchema),
      /** By group: its share of the month's crimes, made of the counts as they are shown. */
      shares: z.record(z.string(), z.number().nullable()),
      /** By outcome code; none in released figures. */
      codes: z.record(z.string(), countSchema),
      mature: z.boolean().nullable(),
      ramp_up: z.boolean(),
      complete: z.boolean(),
    }),
  ),
});

export type OutcomeMix = z.infer<typeof outcomeMixSchema>;

export const openInvestigationsQuerySchema = filterSchema.extend({
  by: dimensionSchema.optional().openapi({ description: "Default: who holds them" }),
  month: monthSchema
    .optional()
    .openapi({ description: "The groups at the end of this month (default: at the as-at date)" }),
});

const ageCountsSchema = z.object({ crimes: countSchema, bands: z.record(z.string(), countSchema) });

export type AgeCounts = z.infer<typeof ageCountsSchema>;

export const openInvestigationsSchema = z.object({
  snapshot: z.string(),
  by: dimensionSchema,
  /** The day on which the groups are taken. */
  taken_on: z.string(),
  bands: z.array(z.object({ band: z.string(), from_days: z.number(), to_days: z.number().nullable() })),
  whole: ageCountsSchema.extend({ oldest_days: countSchema }),
  /** The largest first; none in released figures, where the age band is the one breakdown. */
  groups: z.array(ageCountsSchema.extend({ split: z.string(), oldest_days: countSchema })),
  months: z.array(
    ageCountsSchema.extend({
      month: z.string(),
      taken_on: z.string(),
      ramp_up: z.boolean(),
      complete: z.boolean(),
    }),
  ),
});

export type OpenInvestigations = z.infer<typeof openInvestigationsSchema>;

export const distributionQuerySchema = filterSchema.extend({
  bin_days: z.coerce.number().int().min(7).max(365).default(30),
});

export const distributionSchema = z.object({
  kpi: z.string(),
  snapshot: z.string(),
  /** Which definition the figures were made with, as in the KPI's `version.hash`. */
  version: z.string(),
  period: usedPeriodSchema.nullable(),
  chosen: z.enum(["asked", "last-12-usable", "all-usable"]),
  bin_days: z.number(),
  crimes: countSchema,
  /** From 0 up, each with its first and last whole day. */
  bins: z.array(z.object({ from_days: z.number(), to_days: z.number(), crimes: countSchema })),
  median: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
});

export type Distribution = z.infer<typeof distributionSchema>;
