import { z } from "@hono/zod-openapi";
import { monthSchema } from "./filters.ts";
import {
  audienceSchema,
  formatSchema,
  packSchema,
  packTextSchema,
  reasonSchema,
  sentBackSchema,
} from "./pack.ts";
import { packModelSchema } from "./pack-model.ts";

/** The words of the packs: what is written of them, what they show, and what became of them since. */

const versionSchema = z.object({ version: z.number(), savedAt: z.string(), savedBy: z.string() });

export const savedPackSchema = versionSchema.extend({
  id: z.string(),
  pack: packSchema,
  /** The snapshot of which it would be made now: for an earlier month the one of that time, if it is kept. Null if none is served. */
  figures: z.string().nullable(),
  /** Whether the person who asks wrote in it. */
  isOwn: z.boolean(),
  /** Who gave it back, until it is written again; null if nobody did. */
  sentBack: sentBackSchema.nullable(),
});

export const packListSchema = z.object({
  packs: z.array(savedPackSchema),
  /** Packs that cannot be read, each with what is wrong; for those who make packs. */
  faults: z.array(z.object({ id: z.string(), fault: z.string() })),
});

export const packHistorySchema = z.object({
  versions: z.array(versionSchema.extend({ state: packSchema.shape.state })),
});

/** What a new pack takes from the last pack for the other audience. Whatever is not named stays behind. */
export const takenSchema = z.strictObject({
  title: z.boolean().default(false),
  /** Its measures, their order and the offences. */
  measures: z.boolean().default(false),
  breakdowns: z.boolean().default(false),
  /** Ids of open actions. */
  actions: z.array(z.string()).max(60).default([]),
  shows: packTextSchema.shape.shows,
});

const newPackSchema = z.strictObject({ month: monthSchema, audience: audienceSchema });

export const beginPackSchema = newPackSchema.extend({ take: takenSchema.optional() });

export const offeredQuerySchema = newPackSchema;

export const offeredSchema = z.object({
  /** The pack for the other audience that offers; null if a new pack takes up one for its own audience, or none. */
  from: z.object({ id: z.string(), month: monthSchema, audience: audienceSchema }).nullable(),
  title: z.string(),
  measures: z.array(z.string()),
  breakdowns: z.array(z.object({ kpi: z.string(), breakdown: z.string() })),
  actions: packTextSchema.shape.actions,
});

export const changePackSchema = z.strictObject({ version: z.number().int().min(1), pack: packTextSchema });

export const signPackSchema = z.strictObject({ version: z.number().int().min(1) });

export const approvePackSchema = signPackSchema.extend({ reason: reasonSchema.default("") });

export const sendBackSchema = signPackSchema.extend({
  reason: reasonSchema.min(1, "says what is to be changed"),
});

export const previewQuerySchema = z.strictObject({
  figures: z.literal("served").optional().openapi({
    description: "With the figures that are served now, as the pack would be approved",
  }),
});

export const previewSchema = packModelSchema;

export const packRevisionsSchema = z.object({
  kept: z.string(),
  served: z.string(),
  figures: z.array(
    z.object({
      kpi: z.string(),
      title: z.string(),
      month: z.string(),
      before: z.string(),
      after: z.string(),
    }),
  ),
  /** Rows of breakdowns, of attrition and of the checks that differ. */
  parts: z.array(z.object({ title: z.string(), where: z.string(), before: z.string(), after: z.string() })),
  definitions: z.array(z.string()),
  gone: z.array(z.string()),
});

export const comparedSchema = z.object({
  before: z.string(),
  after: z.string(),
  kpis: z.array(
    z.object({
      kpi: z.string(),
      title: z.string(),
      before: z.string(),
      after: z.string(),
      headline: z.object({ before: z.string(), after: z.string() }),
    }),
  ),
});

export const fileQuerySchema = z.strictObject({
  format: formatSchema,
  recipient: z.string().trim().min(1).max(100).optional().openapi({
    description: "For whom the file is taken, for the access log (default: the pack's audience)",
  }),
});

export const compareQuerySchema = z.strictObject({ with: z.string().min(1).max(60) });

export const packParameter = z.object({
  id: z.string().openapi({ param: { name: "id", in: "path" }, example: "2026-10-internal" }),
});
