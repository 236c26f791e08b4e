import { z } from "@hono/zod-openapi";
import { filterSchema, monthSchema } from "./filters.ts";

/** The words of the revisions: a KPI in an earlier snapshot and in a later one, and what moved between them. */

/** Why something counts otherwise than it did: one of the answer's `reasons`. */
const reasonSchema = z.string().regex(/^[a-z][a-z-]*$/, "is not one of the reasons");

const snapshotId = z.string().min(1, "must be the id of a snapshot").max(200);

const figureSchema = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
});

/** Numerator and denominator as in a point: null if the KPI has none. In a crime of a duration whose days changed both
 * may be 0. */
export const moveSchema = z.object({
  reason: reasonSchema,
  crimes: z.number(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});

/** One thing that moved: its key, and the columns that its unit lists of what moved. */
export const movedSchema = z
  .object({
    month: z.string(),
    reason: reasonSchema,
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
  })
  .catchall(z.union([z.string(), z.number(), z.null()]));

export const revisionsSchema = z.object({
  kpi: z.string(),
  snapshot: z.string(),
  as_at: z.string(),
  against: z.object({ id: z.string(), as_at: z.string(), imported_at: z.string() }),
  reasons: z.record(z.string(), z.string()),
  /** Every month: the figure in the earlier snapshot (null after its as-at date), the one in the later, and the moves between,
   * which add up. */
  months: z.array(
    z.object({
      month: z.string(),
      before: figureSchema.nullable(),
      after: figureSchema.nullable(),
      moves: z.array(moveSchema),
    }),
  ),
  /** What is compared: the words for one and for many, its key, and what is listed of each. */
  of: z.object({
    one: z.string(),
    many: z.string(),
    key: z.string(),
    columns: z.array(z.object({ name: z.string(), title: z.string() })),
  }),
  /** What moved: how many, and a page of it where a list was asked for; null for those who may see no lists. */
  crimes: z.object({ total: z.number(), rows: z.array(movedSchema), next: z.string().nullable() }).nullable(),
});

export type Revisions = z.infer<typeof revisionsSchema>;

export const revisionsQuerySchema = filterSchema.extend({
  against: snapshotId.openapi({ description: "The earlier snapshot" }),
  snapshot: snapshotId.optional().openapi({
    description: "The later snapshot, made after the earlier one (default: the one that is served)",
  }),
  month: monthSchema.optional().openapi({ description: "List only the crimes that moved in this month" }),
  reason: reasonSchema.optional().openapi({ description: "List only the crimes that moved for this reason" }),
  limit: z.coerce.number().int().min(1).max(200).optional().openapi({
    description: "List so many of the crimes that moved; without it or a cursor they are only counted",
  }),
  cursor: z
    .string()
    .regex(/^\d{1,12}$/, "is not a cursor from an earlier answer")
    .optional(),
});
