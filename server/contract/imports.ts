import { z } from "@hono/zod-openapi";
import { errorSchema } from "./error.ts";
import { monthSchema } from "./filters.ts";
import { unitSchema } from "./kpi.ts";
import { mappingNameSchema, mappingSchema } from "./mapping.ts";
import { recognisedFileSchema } from "./recognised.ts";
import { checksSchema, fileSchema, importedSchema, roleSchema } from "./snapshot.ts";

/** The words in which the API speaks of imports, mappings and kept snapshots. */

const figureSchema = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
});

const monthFigureSchema = figureSchema.extend({ month: z.string() });

/** What a built snapshot would change against the one that is served. */
const changesSchema = z.object({
  against: z.object({ id: z.string(), asAt: z.string() }).nullable(),
  rows: z.array(z.object({ role: roleSchema, before: z.number().nullable(), after: z.number() })),
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
      /** What one and many of what it counts are called. */
      words: z.object({ one: z.string(), many: z.string() }),
      /** Why it has no points in the built snapshot; null if it has. */
      reason: z.string().nullable(),
      /** The latest whole month that has a figure in what is served, as served, and again from the new files. */
      served: monthFigureSchema.nullable(),
      again: figureSchema.nullable(),
      /** The latest whole month that has a figure in the new files. */
      newest: monthFigureSchema.nullable(),
      /** Of the whole months that have a figure in both, how many have another one. */
      moved: z.object({ months: z.number(), of: z.number() }),
    }),
  ),
});

/** What an import did. `refusal` says why nothing was published; a dry run that exceeds limits is worked out to its end all the same. */
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

export type ImportResult = z.infer<typeof resultSchema>;
export type ImportChanges = z.infer<typeof changesSchema>;
export type Progress = z.infer<typeof progressSchema>;

/** What an analyst confirms before files are looked at again, or tried. */
export const recogniseBodySchema = z.strictObject({
  /** By the id of a file: its role, or null to leave it out. One that is not named keeps the role that was recognised. */
  roles: z.record(z.string(), roleSchema.nullable()).default({}),
  mapping: mappingSchema.nullable().default(null),
  mappingName: mappingNameSchema.nullable().default(null),
});

/** What an analyst has chosen and typed so far in one tab of a browser, kept while the import waits. */
export const choicesSchema = recogniseBodySchema.extend({
  tab: z.string().min(1).max(40),
  asAt: z.string().max(20).default(""),
  reason: z.string().max(1000).default(""),
});

/** The one import that runs or waits for its analyst, as it is shown. */
export const currentImportSchema = z.object({
  id: z.string(),
  by: z.string(),
  startedAt: z.string(),
  state: z
    .enum(["uploading", "recognising", "waiting", "building", "ready", "publishing"])
    .describe("waiting: for roles, columns and codes to be confirmed. ready: the dry run can be published"),
  progress: progressSchema.nullable(),
  files: z.array(recognisedFileSchema),
  mapping: mappingSchema,
  mappingName: z.string().nullable(),
  /** The saved mapping that was used without a word, because the files have its headers. */
  fitting: z.object({ name: z.string(), savedBy: z.string(), savedAt: z.string() }).nullable(),
  dryRun: resultSchema.nullable(),
  /** What was chosen and typed for it in each tab, the latest first. */
  choices: z.array(choicesSchema),
});

const thrownAwaySchema = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  /** Until when it can be brought back. */
  until: z.string(),
  files: z.array(z.string()),
});

export type ThrownAwayImport = z.infer<typeof thrownAwaySchema>;

export type CurrentImport = z.infer<typeof currentImportSchema>;
export type ImportChoices = CurrentImport["choices"][number];
export type ImportState = CurrentImport["state"];

export const importParameter = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" } }) });

export const dryRunBodySchema = recogniseBodySchema.extend({
  asAt: z.iso.date("must be a date such as 2026-10-31").nullable().default(null),
  /** The month in which the data begin; null: as it is found. */
  begins: monthSchema.nullable().default(null),
  /** Why limits are to be overridden. */
  override: z
    .strictObject({ reason: z.string().trim().min(3, "must say why, in a few words").max(1000) })
    .nullable()
    .default(null),
});

/** A refused import: why, with the accounting so far and the problems. */
export const refusedSchema = errorSchema.extend(
  resultSchema.pick({ files: true, problems: true, limits: true, suggestedAsAt: true, changes: true }).shape,
);

export const publishedImportSchema = z.object({ snapshot: resultSchema.shape.snapshot });

const keptSnapshotSchema = importedSchema.extend({
  id: z.string(),
  asAt: z.string(),
  importedAt: z.string(),
  firstMonth: z.string(),
  lastCompleteMonth: z.string(),
  files: z.array(fileSchema),
  crimes: z.number(),
  errors: z.number().describe("How many checks found errors"),
  warnings: z.number().describe("How many checks found something to warn of"),
  served: z.boolean(),
  damaged: z.boolean(),
});

/** The import that runs or waits, every snapshot that is kept (the newest first), and every restore. */
export const importsSchema = z.object({
  current: currentImportSchema.nullable(),
  thrownAway: z.array(thrownAwaySchema),
  snapshots: z.array(keptSnapshotSchema),
  /** Kept and of no use: damaged, or built by another version of the product. */
  unusable: z.array(z.object({ id: z.string(), reason: z.string() })),
  restores: z.array(
    z.object({ snapshot: z.string(), from: z.string().nullable(), by: z.string(), at: z.string() }),
  ),
  /** How the served snapshot came to be served, and which can be served again instead of it, until when. */
  change: z
    .object({
      snapshot: z.string(),
      how: z.enum(["published", "restored"]),
      by: z.string(),
      at: z.string(),
      undo: z.object({ snapshot: z.string(), asAt: z.string(), until: z.string() }).nullable(),
    })
    .nullable(),
});

export const restoreQuerySchema = z.strictObject({
  instead: z
    .string()
    .optional()
    .describe("The snapshot that is to be replaced; another one that is served refuses"),
});

export const mappingParameter = z.object({
  name: mappingNameSchema.openapi({ param: { name: "name", in: "path" }, example: "niche-monthly" }),
});

export const savedMappingSchema = z.object({
  name: z.string(),
  version: z.number(),
  savedAt: z.string(),
  savedBy: z.string(),
  value: mappingSchema,
});

export const mappingsSchema = z.object({
  mappings: z.array(savedMappingSchema.omit({ value: true })),
  /** Mappings that cannot be read, each with what is wrong. */
  faults: z.array(z.object({ name: z.string(), fault: z.string() })),
});

export const saveMappingBodySchema = z.strictObject({
  over: z.number().int().min(0).describe("The version that was read; 0 for a new mapping"),
  value: mappingSchema,
});

const codesSchema = z.array(z.object({ code: z.string(), label: z.string() }));

/** What columns can be mapped to, and what texts can mean. */
export const inputColumnsSchema = z.object({
  /** What files can hold; those that are needed must be given at every import. */
  inputs: z.array(z.object({ role: roleSchema, title: z.string(), needed: z.boolean() })),
  columns: z.record(roleSchema, z.array(z.object({ column: z.string(), aliases: z.array(z.string()) }))),
  /** The columns without which a file cannot be used; either of two where two stand for each other. */
  required: z.record(roleSchema, z.array(z.array(z.string()))),
  /** The columns by which figures can be split. */
  splits: z.array(z.string()),
  /** The columns of codes and answers, each with the kind of what stands in it. */
  coded: z.record(z.string(), z.enum(["offence", "outcome", "cancelled", "answer"])),
  codes: z.object({
    offence: codesSchema,
    outcome: codesSchema,
    cancelled: codesSchema,
    answer: codesSchema,
  }),
});
