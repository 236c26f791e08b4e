import { z } from "@hono/zod-openapi";
import { dimensionSchema, monthSchema, scopeSchema } from "./filters.ts";

/** What people write of a pack, the document `packs/<id>`: which figures it shows, in which order, and the words beside them.
 * The figures themselves are read from the snapshot, until the pack is frozen. */

export const audienceSchema = z.enum(["internal", "external"]);

export const formatSchema = z.enum(["pptx", "pdf", "xlsx"]);

export const actionSchema = z.strictObject({
  /** Stays the same while the action is carried from pack to pack. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "must be small letters, digits and hyphens"),
  /** The KPI whose page shows it; null: the pack as a whole. */
  kpi: z.string().nullable(),
  text: z.string().trim().min(1, "says what is to be done").max(200, "is longer than 200 letters"),
  owner: z.string().trim().min(1, "names who does it").max(60, "is longer than 60 letters"),
  due: z.iso.date("must be a date such as 2026-12-31"),
  state: z.enum(["open", "done", "dropped"]),
  /** The month of the pack in which it was first agreed. */
  agreed: monthSchema,
});

const chosenKpiSchema = z.strictObject({
  id: z.string().max(80),
  /** A dimension by which the KPI is shown too; null: none. */
  breakdown: dimensionSchema.nullable(),
  /** The sentence above the chart; empty: the draft that is made from the verdict. */
  headline: z.string().trim().max(180, "is longer than 180 letters"),
  /** Paragraphs below; empty: the draft. */
  commentary: z.string().trim().max(2000, "is longer than 2,000 letters"),
});

/** What is written of a pack, before anyone has approved it. */
export const packTextSchema = z.strictObject({
  title: z.string().trim().min(1, "is needed").max(100, "is longer than 100 letters"),
  month: monthSchema,
  audience: audienceSchema,
  scope: scopeSchema,
  kpis: z
    .array(chosenKpiSchema)
    .min(1, "must name at least one KPI")
    .max(100, "are too many")
    .refine((chosen) => new Set(chosen.map(({ id }) => id)).size === chosen.length, "name a KPI twice"),
  actions: z.array(actionSchema).max(60, "are more than 60"),
  /** What of the settings an external pack shows; an internal one shows all of it. */
  shows: z.array(z.enum(["targets", "events"])).default([]),
});

/** Who signed it, when, and which snapshot was served then. */
const signedSchema = z.strictObject({ by: z.string(), at: z.string(), snapshot: z.string() });

const approvedSchema = signedSchema.extend({
  /** Whether the one person of the local mode approved what the same person wrote. */
  isOwn: z.boolean().default(false),
  /** Why it was approved, in the words of the person who did. */
  reason: z.string().default(""),
});

export const reasonSchema = z.string().trim().max(500, "is longer than 500 letters");

export const packSchema = packTextSchema.extend({
  state: z.enum(["draft", "approved", "frozen"]),
  approved: approvedSchema.nullable(),
  frozen: signedSchema.nullable(),
});

/** Who gave a pack back to be written again, when and why. */
export const sentBackSchema = z.strictObject({ by: z.string(), at: z.string(), reason: z.string() });

export type Audience = z.infer<typeof audienceSchema>;
export type PackFormat = z.infer<typeof formatSchema>;
export type Pack = z.infer<typeof packSchema>;
export type PackText = z.infer<typeof packTextSchema>;
