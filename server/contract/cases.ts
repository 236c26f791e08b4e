import { z } from "@hono/zod-openapi";
import { filterSchema, monthSchema } from "./filters.ts";

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

export const casesQuerySchema = filterSchema.extend({
  month: monthSchema.optional(),
  counted: z.enum(["numerator", "denominator"]).default("numerator"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,12}$/, "is not a cursor from an earlier answer")
    .optional(),
});
