import { z } from "@hono/zod-openapi";

export const kindSchema = z.enum(["share", "duration", "count", "stock"]);

export const unitSchema = z.enum(["share", "days", "crimes"]);

export const betterSchema = z.enum(["higher", "lower", "neutral"]);

export type Kind = z.infer<typeof kindSchema>;

export type Better = z.infer<typeof betterSchema>;

export type Unit = z.infer<typeof unitSchema>;

export const kpiSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Whether it is among the few of its family that the flight deck leads with. */
  headline: z.boolean(),
  /** The unit that it counts, one of those of the snapshot. */
  counts: z.string(),
  /** What one and many of them are called: “crime”, “crimes”. */
  words: z.object({ one: z.string(), many: z.string() }),
  /** One of those of queries/groups/families.json. */
  family: z.string(),
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
  /** Which definition the figures were made with: a digest of its statement and settings, and when it was last reviewed. */
  version: z.object({ hash: z.string(), reviewed_on: z.string(), changed_on: z.string().nullable() }),
  /** Settings that were changed after these figures were made; null if there are none. */
  pending: z.string().nullable(),
  available: z.boolean(),
  reason: z.string().nullable(),
});

export type Kpi = z.infer<typeof kpiSchema>;

export const catalogueSchema = z.object({
  kpis: z.array(kpiSchema),
  faults: z.array(z.object({ id: z.string(), fault: z.string() })),
});

export const kpiParameter = z.object({
  id: z.string().openapi({ param: { name: "id", in: "path" }, example: "attrition" }),
});
