import { z } from "@hono/zod-openapi";
import { kpiSchema } from "./kpi.ts";
import { limitsSchema, pointSchema, verdictSchema } from "./series.ts";

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
