import { z } from "@hono/zod-openapi";
import { scopeSchema } from "./filters.ts";

/** A figure of another area, as somebody published it: it may be compared with a KPI of the same measure, basis and scope. */
export const comparatorSchema = z.strictObject({
  measure: z.string().min(1).max(80),
  scope: scopeSchema,
  area: z.string().min(1).max(80),
  period: z.string().min(1).max(60),
  value: z.number().min(0),
  /** The date that puts a crime in a period: R recorded, O closed, C charged, E an event, S in stock at its end. */
  basis: z.enum(["R", "O", "C", "E", "S"]),
  source: z.string().min(1).max(120),
  as_at: z.string().regex(/^\d{4}-\d\d(-\d\d)?$/, "must be a date or a month, such as 2024-02-13 or 2024-02"),
  url: z.string().max(300).nullable(),
  note: z.string().max(200).nullable(),
});

export type Comparator = z.infer<typeof comparatorSchema>;

const knownSchema = comparatorSchema.extend({ origin: z.enum(["published", "imported"]) });

export const comparatorsAnswerSchema = z.object({
  kpi: z.string(),
  /** What a comparator must be of to stand beside this KPI; null if figures of other areas say nothing. */
  measure: z.string().nullable(),
  basis: z.string(),
  scope: scopeSchema,
  comparators: z.array(knownSchema),
  /** Of the same measure and yet not comparable with these figures, each with the reason. */
  left_out: z.array(knownSchema.extend({ reason: z.string() })),
});
