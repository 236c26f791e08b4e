import { z } from "@hono/zod-openapi";
import { filterSchema, monthSchema } from "./filters.ts";

/** One thing counted: its key, the date that counted it, its value, and the columns of its unit's list. */
export const listedRowSchema = z
  .object({ counted_on: z.string(), value: z.number().nullable() })
  .catchall(z.union([z.string(), z.number(), z.null()]));

export type ListedRow = z.infer<typeof listedRowSchema>;

/** What a list is of: the words for one and for many, its key, and the further columns in their order. */
const listSchema = z.object({
  one: z.string(),
  many: z.string(),
  key: z.string(),
  columns: z.array(
    z.object({
      column: z.string(),
      title: z.string(),
      kind: z.enum(["date", "label", "number"]),
      labels: z.string().optional(),
      blank: z.string().optional(),
    }),
  ),
});

export const casesSchema = z.object({
  version: z.string(),
  total: z.number(),
  of: listSchema,
  rows: z.array(listedRowSchema),
  next: z.string().nullable(),
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
