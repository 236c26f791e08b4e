import { z } from "@hono/zod-openapi";

export const columnsSchema = z
  .record(z.string().max(500), z.string().max(60).nullable())
  .describe("By the force's own header: the column that it holds, or null where it is not read");

const codesSchema = z
  .record(z.string().max(2000), z.string().min(1).max(10))
  .describe("By the force's own text: the code that it stands for");

/** What an analyst confirmed about a force's exports: which column each header holds, and which code each text stands for. */
export const mappingSchema = z.strictObject({
  /** By the role of a file. */
  columns: z.record(z.string(), columnsSchema).default({}),
  codes: z
    .strictObject({
      offence: codesSchema.default({}),
      outcome: codesSchema.default({}),
      cancelled: codesSchema.default({}),
      answer: codesSchema.default({}),
    })
    .prefault({}),
  dates: z
    .strictObject({
      /** Whether five-digit numbers where dates should be are day numbers of Excel. */
      excel_days: z.boolean().default(false),
      /** Whether the dates are known to have the day first, though none has a day above 12. */
      day_first: z.boolean().default(false),
    })
    .prefault({}),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type CodeKind = keyof Mapping["codes"];

export const noMapping: Mapping = mappingSchema.parse({});

export const mappingNameSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and hyphens, such as niche-monthly")
  .max(60);
