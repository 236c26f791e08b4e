import { z } from "@hono/zod-openapi";
import { dimensionSchema, filterSchema } from "./filters.ts";

/** Null if a released curve stands for too few crimes. */
const curveSchema = z.array(z.number().nullable());

const incidenceCurvesSchema = z.object({
  cohort: z.object({
    from: z.string(),
    to: z.string(),
    crimes: z.number().nullable(),
    undated: z.number().nullable(),
  }),
  days: z.array(z.number()),
  groups: z.record(z.string(), curveSchema),
  open: curveSchema,
  /** By group and `open`, day by day: the crimes that had ended so, and those still followed and open. */
  crimes: z.record(z.string(), curveSchema),
  bands: z.record(z.string(), z.object({ lower: curveSchema, upper: curveSchema })),
});

/** One group's curves; each cohort is that group's own. */
export const incidenceSplitSchema = incidenceCurvesSchema.extend({ split: z.string() });

export const incidenceSchema = incidenceCurvesSchema.extend({ snapshot: z.string() });

export const incidenceAnswerSchema = incidenceSchema.extend({
  /** By group of the dimension that `split` named, the largest first; empty if none was named. */
  splits: z.array(incidenceSplitSchema),
});

export const usualAge = 365;

export const funnelQuerySchema = filterSchema.extend({
  age: z.coerce.number().int().min(1).max(3650).default(usualAge).openapi({
    description: "Days from recording within which a milestone counts",
  }),
});

/** A count is null if it is too small to show. */
export const funnelSchema = z.object({
  snapshot: z.string(),
  /** Days from recording within which each milestone counts, by its own date. */
  age: z.number(),
  /** The crimes that are dated and were recorded at least `age` days before the as-at date. */
  cohort: z.object({ from: z.string(), to: z.string(), crimes: z.number().nullable() }),
  /** The other crimes recorded in the period: younger, or closed without a usable date. */
  left_out: z.number().nullable(),
  stages: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      crimes: z.number().nullable(),
      /** Of the crimes of the cohort. */
      share: z.number().nullable(),
    }),
  ),
  /** Early advice requested within `age` days, which is no step of the path; null too where its date is missing. */
  early_advice: z.number().nullable(),
  /** Crimes that reached a stage without one before it. */
  skipped: z.number().nullable(),
  /** The dates that the files lack, so that their milestones are not counted, or not by a date. */
  missing: z.array(z.string()),
});

export const incidenceQuerySchema = filterSchema.extend({
  split: dimensionSchema.optional(),
  horizon: z.coerce.number().int().min(1).max(3650).default(730),
  endings: z
    .enum(["all", "main"])
    .default("all")
    .openapi({ description: "Every outcome group, or the rare ones joined under `other`" }),
});
