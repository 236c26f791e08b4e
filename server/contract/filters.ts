import { z } from "@hono/zod-openapi";

/** The words in which the API speaks: every request parameter and every answer, as zod schemas. */

export const dimensions = [
  "force",
  "district",
  "team",
  "offence",
  "victim_age_band",
  "victim_sex",
  "relationship",
  "domestic",
  "non_recent",
  "suspect_identified",
] as const;

export const scopes = ["rape", "adult-rape", "rasso", "all-sexual", "all"] as const;

export const dimensionSchema = z.enum(dimensions);

export const scopeSchema = z.enum(scopes);

export const monthSchema = z
  .string()
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "must be a month such as 2026-10");

export type Dimension = z.infer<typeof dimensionSchema>;

export type Scope = z.infer<typeof scopeSchema>;

/** A parameter that may be given once or again and again, always read as a list. */
function repeatable(value: z.ZodType<string>) {
  return z
    .preprocess(
      (given) => (given === undefined || Array.isArray(given) ? given : [given]),
      z.array(value).optional(),
    )
    .openapi({ type: "array", items: { type: "string" } });
}

const dimensionValue = z.string().min(1, "must not be empty").max(200, "is too long");

/** The filters of every read: scope, first and last month, and any dimension, repeatable. */
export const filterSchema = z.strictObject({
  scope: scopeSchema.optional().openapi({ description: "Which offences (default rasso)" }),
  from: monthSchema.optional().openapi({ description: "First month (default: the begin of the data)" }),
  to: monthSchema.optional().openapi({ description: "Last month (default: the as-at month)" }),
  force: repeatable(dimensionValue),
  district: repeatable(dimensionValue),
  team: repeatable(dimensionValue),
  offence: repeatable(dimensionValue),
  victim_age_band: repeatable(dimensionValue),
  victim_sex: repeatable(dimensionValue),
  relationship: repeatable(dimensionValue),
  domestic: repeatable(dimensionValue),
  non_recent: repeatable(dimensionValue),
  suspect_identified: repeatable(dimensionValue),
});

export type Filters = z.infer<typeof filterSchema>;

/** The dimensions of which the filters choose values. */
export function chosenDimensions(filters: Filters): Dimension[] {
  return dimensions.filter((dimension) => filters[dimension]);
}

/** Whether figures within the filters are of a group rather than of the whole. */
export function isGroup(filters: Filters): boolean {
  return chosenDimensions(filters).length > 0;
}

/** A first and a last month, both included. */
export type Period = { from: string; to: string };
