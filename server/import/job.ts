import { z } from "zod";
import type { ImportResult, Progress } from "../contract/imports.ts";
import { mappingSchema } from "../contract/mapping.ts";
import type { fileSchema } from "../contract/snapshot.ts";
import { roleSchema } from "../contract/snapshot.ts";

/** What an import is asked to do. Paths are absolute. */
export const jobSchema = z.strictObject({
  home: z.string(),
  queries: z.string(),
  /** The files by their role. */
  files: z.record(roleSchema, z.array(z.string())),
  asAt: z.string().nullable(),
  /** The month in which the data begin (`YYYY-MM`); null: as it is found. */
  begins: z.string().nullable().default(null),
  mapping: mappingSchema.prefault({}),
  /** The name under which the mapping is saved, to be kept in the history. */
  mappingName: z.string().nullable().default(null),
  /** Why limits are to be overridden; null if they hold. */
  override: z.string().nullable().default(null),
  by: z.string(),
  importedAt: z.string(),
  /** Where a dry run leaves the snapshot that it built, for rejected rows and publishing; null: publish at once. */
  dryRunIn: z.string().nullable().default(null),
});

export const nothingDone: ImportResult = {
  ok: false,
  snapshot: null,
  files: [],
  problems: [],
  refusal: null,
  suggestedAsAt: null,
  limits: [],
  changes: null,
};

export type Job = z.infer<typeof jobSchema>;
export type ImportedFile = z.infer<typeof fileSchema>;
export type Problem = ImportResult["problems"][number];
export type Report = (progress: Progress) => void;
