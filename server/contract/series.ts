import { z } from "@hono/zod-openapi";
import { dimensionSchema, filterSchema } from "./filters.ts";

export const spcSchema = z.object({
  mean: z.number(),
  lower: z.number(),
  upper: z.number(),
  signal: z.enum(["none", "outside", "trend", "two-in-three", "shift"]),
  direction: z.enum(["up", "down"]).nullable(),
});

export const pointSchema = z.object({
  month: z.string(),
  split: z.string().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  undated: z.number().nullable(),
  mature: z.boolean().nullable(),
  ramp_up: z.boolean(),
  complete: z.boolean(),
  suppressed: z.boolean(),
  parts: z.record(z.string(), z.number().nullable()).nullable(),
  spc: spcSchema.nullable(),
});

export type Point = z.infer<typeof pointSchema>;

export const limitsSchema = z.object({
  mean: z.number(),
  lower: z.number(),
  upper: z.number(),
  from: z.string(),
});

export type Limits = z.infer<typeof limitsSchema>;

export const verdictSchema = z.object({
  /** The one verdict on a measure. `neutral`: changed, with no agreed direction; `look-again`: a signal that is no change yet;
   * `common-cause`: as usual; `none`: not judged. */
  variation: z.enum(["improvement", "concern", "neutral", "look-again", "common-cause", "none"]),
  /** What the control chart says of the month judged; the verdict may say less. */
  signal: spcSchema.shape.signal.nullable(),
  direction: z.enum(["up", "down"]).nullable(),
  month: z.string().nullable(),
  since: z.string().nullable(),
  months: z.number().nullable(),
  assurance: z.enum(["pass", "fail", "hit-and-miss"]).nullable(),
  /** The verdict's ground in a few words: “6 months lower than before”. Empty in packs that were frozen without them. */
  words: z.string().default(""),
  reading: z.string(),
});

export type Verdict = z.infer<typeof verdictSchema>;

const annotationSchema = z.object({ month: z.string(), title: z.string(), rebase: z.boolean() });

export type Annotation = z.infer<typeof annotationSchema>;

const chartSchema = z.enum(["xmr", "p-prime"]);

export type Chart = z.infer<typeof chartSchema>;

export const seriesSchema = z.object({
  kpi: z.string(),
  snapshot: z.string(),
  /** Which definition the figures were made with, as in the KPI's `version.hash`. */
  version: z.string(),
  /** How the limits were worked out. */
  chart: chartSchema,
  points: z.array(pointSchema),
  /** The month whose figure is shown as the latest of the period. Null in packs that were frozen without it. */
  latest: pointSchema.nullable().default(null),
  limits: limitsSchema.nullable(),
  verdict: verdictSchema.nullable(),
  /** The target in force at the latest month that can be judged. */
  target: z.number().nullable(),
  /** Every target, each in force from its month until the next. */
  targets: z.array(z.object({ from: z.string(), value: z.number() })),
  annotations: z.array(annotationSchema),
  /** Of a count: the groups (null: the whole) with so few crimes a month that no chart suits them, with that mean. */
  rare: z.array(z.object({ split: z.string().nullable(), mean: z.number().nullable() })),
});

export const seriesQuerySchema = filterSchema.extend({
  split: dimensionSchema.optional(),
  chart: chartSchema
    .default("xmr")
    .openapi({ description: "p-prime (Laney) for shares of months of very different sizes" }),
});
