import { z } from "@hono/zod-openapi";

/** The words in which the API speaks: every request parameter and every answer, as zod schemas. */

export const dimensions = [
  "force",
  "district",
  "team",
  "offence",
  "victim_age_band",
  "victim_sex",
  "relationship",
  "domestic",
  "non_recent",
  "suspect_identified",
] as const;

export const scopes = ["rape", "adult-rape", "rasso", "all-sexual", "all"] as const;

export const dimensionSchema = z.enum(dimensions);
export const scopeSchema = z.enum(scopes);
export const kindSchema = z.enum(["share", "duration", "count", "stock"]);
export const unitSchema = z.enum(["share", "days", "crimes"]);
export const betterSchema = z.enum(["higher", "lower", "neutral"]);
export const monthSchema = z
  .string()
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "must be a month such as 2026-10");

export type Better = z.infer<typeof betterSchema>;
export type Dimension = z.infer<typeof dimensionSchema>;
export type Scope = z.infer<typeof scopeSchema>;
export type Kind = z.infer<typeof kindSchema>;
export type Unit = z.infer<typeof unitSchema>;

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

const limitsSchema = z.object({
  mean: z.number(),
  lower: z.number(),
  upper: z.number(),
  from: z.string(),
});

export type Limits = z.infer<typeof limitsSchema>;

const verdictSchema = z.object({
  variation: z.enum(["improvement", "concern", "common-cause", "neutral", "none"]),
  signal: spcSchema.shape.signal.nullable(),
  direction: z.enum(["up", "down"]).nullable(),
  month: z.string().nullable(),
  since: z.string().nullable(),
  months: z.number().nullable(),
  assurance: z.enum(["pass", "fail", "hit-and-miss"]).nullable(),
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

export const kpiSchema = z.object({
  id: z.string(),
  title: z.string(),
  family: z.enum(["time-to-charge", "attrition", "victim-support", "early-advice"]),
  kind: kindSchema,
  unit: unitSchema,
  better: betterSchema,
  basis: z.string(),
  basis_title: z.string(),
  matures_after_days: z.number().nullable(),
  ramp_up_months: z.number(),
  definition: z.string(),
  numerator: z.string(),
  denominator: z.string(),
  traps: z.array(z.string()),
  settings: z.record(
    z.string(),
    z.object({ title: z.string(), value: z.number(), default: z.number().optional() }),
  ),
  source: z.string(),
  owner: z.string(),
  reviewed_on: z.string(),
  flight_deck_ref: z.string(),
  changelog: z.array(z.object({ date: z.string(), change: z.string() })),
  query: z.string(),
  /** The measure among published and imported figures that is defined in the same way; they match only on its basis. */
  comparator_measure: z.string().nullable().default(null),
  /** Which definition the figures were made with: a digest of its statement and settings, and when it was last seen to. */
  version: z.object({ hash: z.string(), reviewed_on: z.string(), changed_on: z.string().nullable() }),
  /** What the settings say by now and these figures do not yet; null where they agree. */
  pending: z.string().nullable(),
  available: z.boolean(),
  reason: z.string().nullable(),
});

export type Kpi = z.infer<typeof kpiSchema>;

export const catalogueSchema = z.object({
  kpis: z.array(kpiSchema),
  faults: z.array(z.object({ id: z.string(), fault: z.string() })),
});

export const fileSchema = z.object({
  role: z.enum(["cases", "outcomes"]),
  name: z.string(),
  sha256: z.string(),
  read: z.number(),
  accepted: z.number(),
  repeated: z.number(),
  rejected: z.number(),
});

const problemSchema = z.object({
  check: z.string(),
  severity: z.enum(["error", "warning"]),
  count: z.number(),
  message: z.string(),
});

export const snapshotSchema = z.object({
  id: z.string(),
  asAt: z.string(),
  importedAt: z.string(),
  lastCompleteMonth: z.string(),
  firstMonth: z.string(),
  synthetic: z.boolean(),
  force: z.string().nullable(),
  notice: z.string().nullable(),
  files: z.array(fileSchema),
  scopes: z.array(scopeSchema),
  dimensions: z.record(dimensionSchema, z.array(z.string())),
  labels: z.record(z.string(), z.record(z.string(), z.string())),
});

/** A snapshot as it is served: under the force's own name, with the protective marking of the figures that the reader sees and
 * how they are to be handled. */
export const servedSnapshotSchema = snapshotSchema.extend({ marking: z.string(), handling: z.string() });

/** The snapshot as the API describes it. */
export type SnapshotAnswer = z.infer<typeof servedSnapshotSchema>;

export const tileSchema = z.object({
  kpi: kpiSchema,
  latest: pointSchema.nullable(),
  points: z.array(pointSchema),
  maturing: z.number(),
  limits: limitsSchema.nullable(),
  verdict: verdictSchema.nullable(),
  target: z.number().nullable(),
  comparator: z.string().nullable(),
  error: z.string().nullable(),
});

/** What the flight deck names as changed, by the rule in `rule`; `quiet` are the measures compared and not named. */
const changesSchema = z.object({
  rule: z.string(),
  signals: z.array(
    z.object({
      kpi: z.string(),
      since: z.string(),
      month: z.string(),
      months: z.number(),
      variation: z.enum(["improvement", "concern", "neutral"]),
      direction: z.enum(["up", "down"]),
      sentence: z.string(),
      rank: z.number(),
    }),
  ),
  quiet: z.array(z.string()),
});

export type Changes = z.infer<typeof changesSchema>;

export const flightDeckSchema = z.object({
  snapshot: z.string(),
  tiles: z.array(tileSchema),
  changes: changesSchema,
});

export const caseRowSchema = z.object({
  crime_ref: z.string(),
  recorded_on: z.string(),
  counted_on: z.string(),
  value: z.number().nullable(),
  offence: z.string(),
  district: z.string(),
  team: z.string(),
  outcome_code: z.string().nullable(),
  closed_on: z.string().nullable(),
});

export const casesSchema = z.object({
  version: z.string(),
  total: z.number(),
  rows: z.array(caseRowSchema),
  next: z.string().nullable(),
});

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

export const checksSchema = z.object({
  snapshot: z.string(),
  checks: z.array(problemSchema.extend({ kpis: z.array(z.string()), examples: z.array(z.string()) })),
});

export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }),
});

export const healthSchema = z.object({ ok: z.boolean(), snapshot: z.string().nullable() });

/** A parameter that may be given once or again and again, always read as a list. */
function repeatable(value: z.ZodType<string>) {
  return z
    .preprocess(
      (given) => (given === undefined || Array.isArray(given) ? given : [given]),
      z.array(value).optional(),
    )
    .openapi({ type: "array", items: { type: "string" } });
}

const dimensionValue = z.string().min(1, "must not be empty").max(200, "is too long");

/** The filters of every read: scope, first and last month, and any dimension, repeatable. */
export const filterSchema = z.strictObject({
  scope: scopeSchema.optional().openapi({ description: "Which offences (default rasso)" }),
  from: monthSchema.optional().openapi({ description: "First month (default: the first recorded month)" }),
  to: monthSchema.optional().openapi({ description: "Last month (default: the as-at month)" }),
  force: repeatable(dimensionValue),
  district: repeatable(dimensionValue),
  team: repeatable(dimensionValue),
  offence: repeatable(dimensionValue),
  victim_age_band: repeatable(dimensionValue),
  victim_sex: repeatable(dimensionValue),
  relationship: repeatable(dimensionValue),
  domestic: repeatable(dimensionValue),
  non_recent: repeatable(dimensionValue),
  suspect_identified: repeatable(dimensionValue),
});

export type Filters = z.infer<typeof filterSchema>;

export const kpiParameter = z.object({
  id: z.string().openapi({ param: { name: "id", in: "path" }, example: "attrition" }),
});

export const seriesQuerySchema = filterSchema.extend({
  split: dimensionSchema.optional(),
  chart: chartSchema
    .default("xmr")
    .openapi({ description: "p-prime (Laney) for shares of months of very different sizes" }),
});

export const casesQuerySchema = filterSchema.extend({
  month: monthSchema.optional(),
  counted: z.enum(["numerator", "denominator"]).default("numerator"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,12}$/, "is not a cursor from an earlier answer")
    .optional(),
});

export const incidenceQuerySchema = filterSchema.extend({
  split: dimensionSchema.optional(),
  horizon: z.coerce.number().int().min(1).max(3650).default(730),
  endings: z
    .enum(["all", "main"])
    .default("all")
    .openapi({ description: "Every outcome group, or the rare ones joined under `other`" }),
});
