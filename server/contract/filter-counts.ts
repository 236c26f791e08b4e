import { z } from "@hono/zod-openapi";
import { scopedPeriodSchema } from "./filters.ts";

export const filterCountsQuerySchema = scopedPeriodSchema;

export const filterCountsSchema = z.object({
  snapshot: z.string(),
  /** By dimension and value: its crimes, null if too few to show. A value without crimes is left out. */
  dimensions: z.record(z.string(), z.record(z.string(), z.number().nullable())),
});

export type FilterCounts = z.infer<typeof filterCountsSchema>;
