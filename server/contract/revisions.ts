import { z } from "@hono/zod-openapi";
import { filterSchema, monthSchema } from "./filters.ts";

/** The words of the revisions: a KPI in an earlier snapshot and in a later one, and what moved between them. */

/** Why a crime counts otherwise than it did, in the words of the pages; the first that applies. */
export const reasons = {
  new: "new in the export",
  removed: "no longer in the export",
  cancelled: "cancelled, or no longer cancelled",
  reclassified: "offence reclassified",
  "outcome-changed": "outcome changed",
  "date-corrected": "date added or corrected",
  "details-changed": "other details changed",
  redefined: "definition of the measure changed",
  "taken-later": "same crime, month taken at a later date",
} as const;

const reasonSchema = z.enum(Object.keys(reasons) as [keyof typeof reasons]);

const snapshotId = z.string().min(1, "must be the id of a snapshot").max(200);

const figureSchema = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
});

/** Numerator and denominator as in a point: null where the KPI has none. In a crime of a duration whose days changed both
 * may be 0. */
export const moveSchema = z.object({
  reason: reasonSchema,
  crimes: z.number(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});

export const movedCrimeSchema = z.object({
  crime_ref: z.string(),
  month: z.string(),
  reason: reasonSchema,
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  outcome_before: z.string().nullable(),
  outcome_after: z.string().nullable(),
  offence: z.string(),
  district: z.string(),
});

export const revisionsSchema = z.object({
  kpi: z.string(),
  snapshot: z.string(),
  as_at: z.string(),
  against: z.object({ id: z.string(), as_at: z.string(), imported_at: z.string() }),
  reasons: z.record(z.string(), z.string()),
  /** Every month: the figure in the earlier snapshot (null after its as-at date), the one in the later, and the moves between, which
   * add up. */
  months: z.array(
    z.object({
      month: z.string(),
      before: figureSchema.nullable(),
      after: figureSchema.nullable(),
      moves: z.array(moveSchema),
    }),
  ),
  /** The crimes that moved, a page of them; null for those who may see no lists. */
  crimes: z
    .object({ total: z.number(), rows: z.array(movedCrimeSchema), next: z.string().nullable() })
    .nullable(),
});

export type Revisions = z.infer<typeof revisionsSchema>;

export const revisionsQuerySchema = filterSchema.extend({
  against: snapshotId.openapi({ description: "The earlier snapshot" }),
  snapshot: snapshotId.optional().openapi({
    description: "The later snapshot, made after the earlier one (default: the one that is served)",
  }),
  month: monthSchema.optional().openapi({ description: "List only the crimes that moved in this month" }),
  reason: reasonSchema.optional().openapi({ description: "List only the crimes that moved for this reason" }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,12}$/, "is not a cursor from an earlier answer")
    .optional(),
});
