import { z } from "@hono/zod-openapi";
import { comparatorSchema } from "../comparators/comparator.ts";
import { scopeSchema } from "../schemas.ts";

const knownSchema = comparatorSchema.extend({ origin: z.enum(["published", "imported"]) });

export const comparatorsAnswerSchema = z.object({
  kpi: z.string(),
  /** What a comparator must be of to stand beside this KPI; null where figures of other areas say nothing. */
  measure: z.string().nullable(),
  basis: z.string(),
  scope: scopeSchema,
  comparators: z.array(knownSchema),
  /** Of the same measure and yet not comparable with these figures, each with the reason. */
  left_out: z.array(knownSchema.extend({ reason: z.string() })),
});
