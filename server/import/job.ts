import { z } from "zod";
import { fileSchema, problemSchema } from "../schemas.ts";

/** What an import is asked to do. Paths are absolute; `mapping` gives the canonical column for a force's own header. */
export const jobSchema = z.strictObject({
  home: z.string(),
  queries: z.string(),
  cases: z.array(z.string()),
  outcomes: z.array(z.string()),
  asAt: z.string().nullable(),
  mapping: z.record(z.string(), z.string().nullable()),
  force: z.boolean(),
  importedAt: z.string(),
});

/** What an import did. `refusal` says why nothing was published. */
export const resultSchema = z.object({
  ok: z.boolean(),
  snapshot: z.object({ id: z.string(), asAt: z.string(), lastCompleteMonth: z.string() }).nullable(),
  files: z.array(fileSchema),
  problems: z.array(problemSchema),
  refusal: z.string().nullable(),
});

export type Job = z.infer<typeof jobSchema>;
export type ImportResult = z.infer<typeof resultSchema>;
export type ImportedFile = z.infer<typeof fileSchema>;
export type Problem = z.infer<typeof problemSchema>;
