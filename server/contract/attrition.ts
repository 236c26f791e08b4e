import { z } from "@hono/zod-openapi";
import { dimensionSchema, filterSchema } from "./filters.ts";

/** Null where a released curve stands for too few crimes. */
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
  /** By group of the dimension that `split` named, the largest first; empty where none was named. */
  splits: z.array(incidenceSplitSchema),
});

export const funnelSchema = z.object({
  snapshot: z.string(),
  cohort: z.object({ from: z.string(), to: z.string(), crimes: z.number().nullable() }),
  stages: z.array(
    z.object({
      stage: z.string(),
      title: z.string(),
      /** Null where too few to show. */
      crimes: z.number().nullable(),
      /** Of the recorded crimes of the cohort. */
      share: z.number().nullable(),
      left: z.array(z.object({ outcome_group: z.string(), crimes: z.number().nullable() })),
    }),
  ),
});

export const incidenceQuerySchema = filterSchema.extend({
  split: dimensionSchema.optional(),
  horizon: z.coerce.number().int().min(1).max(3650).default(730),
  endings: z
    .enum(["all", "main"])
    .default("all")
    .openapi({ description: "Every outcome group, or the rare ones joined under `other`" }),
});
