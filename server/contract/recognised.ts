import { z } from "@hono/zod-openapi";
import { roleSchema } from "./snapshot.ts";

const confidenceSchema = z.number().min(0).max(1);

/** One header of a file: what stands under it, and the column that it seems to hold. */
const recognisedColumnSchema = z.object({
  header: z.string(),
  samples: z.array(z.string()).describe("Up to five different values"),
  column: z.string().nullable(),
  confidence: confidenceSchema,
  mapped: z.boolean().describe("Whether the mapping says so, rather than a guess"),
  known: z
    .boolean()
    .describe("Whether the header is a name of the column, so that it is read without a mapping"),
  refused: z.string().nullable().describe("Why the header may never be read; null where it may"),
});

/** One text in a column of codes or answers, with the code that it is read as or, where it is none, the one that it seems to mean. An empty
 * text stands for every blank of the column. */
const recognisedTextSchema = z.object({
  kind: z.enum(["offence", "outcome", "cancelled", "answer"]),
  column: z.string(),
  text: z.string(),
  rows: z.number(),
  read: z.boolean().describe("Whether it is read as it stands, without a mapping"),
  code: z.string().nullable(),
  label: z.string().nullable(),
  confidence: confidenceSchema,
  mapped: z.boolean().describe("Whether the mapping says so, rather than a guess"),
});

export const recognisedFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  /** Why the file cannot be read at all. */
  fault: z.string().nullable(),
  role: roleSchema.nullable(),
  confidence: confidenceSchema,
  delimiter: z.string().nullable(),
  encoding: z.string().nullable(),
  rows: z.number(),
  columns: z.array(recognisedColumnSchema),
  missing: z.array(z.string()).describe("Required columns that no header seems to hold"),
  texts: z.array(recognisedTextSchema),
  moreTexts: z.number().describe("How many further texts that are not read are not listed"),
});

export type RecognisedFile = z.infer<typeof recognisedFileSchema>;
export type RecognisedText = z.infer<typeof recognisedTextSchema>;
