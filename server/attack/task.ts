import { z } from "zod";
import { dimensionSchema } from "../contract/filters.ts";
import type { SmallNumberRule } from "../disclosure/view.ts";
import { countNameSchema } from "../model/relations.ts";

const ruleSchema = z.strictObject({
  hide_under: z.number(),
  round_to: z.number(),
  round_totals_to: z.number(),
  round_days_to: z.number(),
}) satisfies z.ZodType<SmallNumberRule>;

/** Figures that were released: of which snapshot, and by which rule. */
export const releasedSchema = z.strictObject({ snapshot: z.string(), rule: ruleSchema });

/** What the child process attacks: what is to be released, together with what was released before it. */
export const attackTaskSchema = z.strictObject({
  home: z.string(),
  queries: z.string(),
  before: releasedSchema.nullable(),
  now: releasedSchema,
  /** By which dimensions viewers ask. */
  dimensions: z.array(dimensionSchema),
});

/** Where a count stands that could be worked out: in figures of a KPI, by a dimension, or in others. Never the count. */
const placeSchema = z.object({ kpi: z.string().nullable(), by: z.string().nullable() });

const attackedSchema = z.object({
  /** Counts of 1 to 9 that were attacked. */
  small: z.number(),
  /** How many of them are known for sure. */
  found: z.number(),
  places: z.array(placeSchema),
  /** Counts that are the same in every month, one of them of a KPI whose `kpi.json` does not say so. */
  unstated: z.array(z.tuple([countNameSchema, countNameSchema])),
});

/** What the child process answers: what it found, or why the figures cannot be attacked. */
export const attackReportSchema = z.union([attackedSchema, z.object({ refused: z.string() })]);

export type AttackTask = z.infer<typeof attackTaskSchema>;
export type AttackReport = z.infer<typeof attackReportSchema>;
export type Attacked = z.infer<typeof attackedSchema>;
export type ReleasedFigures = z.infer<typeof releasedSchema>;
