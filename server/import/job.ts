import { z } from "zod";
import { unitSchema } from "../contract/kpi.ts";
import { checksSchema, fileSchema } from "../contract/snapshot.ts";
import { mappingSchema } from "./mapping.ts";

/** What an import is asked to do. Paths are absolute. */
export const jobSchema = z.strictObject({
  home: z.string(),
  queries: z.string(),
  cases: z.array(z.string()),
  /** May be empty where the cases files have the outcome columns themselves. */
  outcomes: z.array(z.string()),
  asAt: z.string().nullable(),
  mapping: mappingSchema.prefault({}),
  /** The name under which the mapping is saved, to be kept in the history. */
  mappingName: z.string().nullable().default(null),
  /** Why limits are to be overridden; null where they hold. */
  override: z.string().nullable().default(null),
  by: z.string(),
  importedAt: z.string(),
  /** Where a dry run leaves the snapshot that it built, for rejected rows and publishing; null: publish at once. */
  dryRunIn: z.string().nullable().default(null),
});

const pointChangeSchema = z.object({
  month: z.string(),
  before: z
    .object({
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
      value: z.number().nullable(),
    })
    .nullable(),
  after: z
    .object({
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
      value: z.number().nullable(),
    })
    .nullable(),
});

/** What a built snapshot would change against the one that is served. */
const changesSchema = z.object({
  against: z.object({ id: z.string(), asAt: z.string() }).nullable(),
  rows: z.array(
    z.object({ role: z.enum(["cases", "outcomes"]), before: z.number().nullable(), after: z.number() }),
  ),
  crimes: z.object({ before: z.number().nullable(), after: z.number() }),
  months: z.object({
    before: z.object({ first: z.string(), last: z.string() }).nullable(),
    after: z.object({ first: z.string(), last: z.string() }),
  }),
  kpis: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      unit: unitSchema,
      /** Why it has no points in the built snapshot; null where it has. */
      reason: z.string().nullable(),
      points: z.array(pointChangeSchema),
    }),
  ),
});

/** What an import did. `refusal` says why nothing was published. */
export const resultSchema = z.object({
  ok: z.boolean(),
  snapshot: z.object({ id: z.string(), asAt: z.string(), lastCompleteMonth: z.string() }).nullable(),
  files: z.array(fileSchema),
  problems: checksSchema.shape.checks,
  refusal: z.string().nullable(),
  /** The latest date in the files, where the import was refused for want of an as-at date. */
  suggestedAsAt: z.string().nullable(),
  /** The limits that were exceeded, each in a sentence; overridden where the import was not refused. */
  limits: z.array(z.string()),
  changes: changesSchema.nullable(),
});

/** How far an import is: which stage, which file or KPI, how many of how many. */
export const progressSchema = z.object({
  stage: z.enum(["reading", "joining", "figures", "checks", "comparing", "publishing"]),
  detail: z.string().nullable(),
  done: z.number(),
  of: z.number(),
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
export type ImportResult = z.infer<typeof resultSchema>;
export type ImportedFile = z.infer<typeof fileSchema>;
export type Problem = ImportResult["problems"][number];
export type Changes = z.infer<typeof changesSchema>;
type Progress = z.infer<typeof progressSchema>;
export type Report = (progress: Progress) => void;
