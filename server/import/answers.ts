import { z } from "@hono/zod-openapi";
import { errorSchema } from "../contract/error.ts";
import { fileSchema } from "../contract/snapshot.ts";
import { importedSchema } from "../store/manifest.ts";
import { currentImportSchema } from "./current-import.ts";
import { resultSchema } from "./job.ts";
import { mappingNameSchema, mappingSchema } from "./mapping.ts";

/** The words in which the API speaks of imports, mappings and kept snapshots. */

export const importParameter = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" } }) });

const roleSchema = z.enum(["cases", "outcomes"]);

/** What an analyst confirms before files are looked at again, or tried. */
export const recogniseBodySchema = z.strictObject({
  /** By the id of a file: its role, or null to leave it out. One that is not named keeps the role that was recognised. */
  roles: z.record(z.string(), roleSchema.nullable()).default({}),
  mapping: mappingSchema.nullable().default(null),
  mappingName: mappingNameSchema.nullable().default(null),
});

export const dryRunBodySchema = recogniseBodySchema.extend({
  asAt: z.iso.date("must be a date such as 2026-10-31").nullable().default(null),
  /** Why limits are to be overridden. */
  override: z
    .strictObject({ reason: z.string().trim().min(3, "must say why, in a few words").max(1000) })
    .nullable()
    .default(null),
});

export const dryRunSchema = resultSchema;

/** A refused import: why, with the accounting so far and the problems. */
export const refusedSchema = errorSchema.extend(
  resultSchema.pick({ files: true, problems: true, limits: true, suggestedAsAt: true }).shape,
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
  snapshots: z.array(keptSnapshotSchema),
  restores: z.array(
    z.object({ snapshot: z.string(), from: z.string().nullable(), by: z.string(), at: z.string() }),
  ),
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

export const mappingsSchema = z.object({ mappings: z.array(savedMappingSchema.omit({ value: true })) });

export const saveMappingBodySchema = z.strictObject({
  over: z.number().int().min(0).describe("The version that was read; 0 for a new mapping"),
  value: mappingSchema,
});

const codesSchema = z.array(z.object({ code: z.string(), label: z.string() }));

/** What columns can be mapped to, and what texts can mean. */
export const inputColumnsSchema = z.object({
  columns: z.record(roleSchema, z.array(z.object({ column: z.string(), aliases: z.array(z.string()) }))),
  /** The columns without which a file cannot be used; either of two where two stand for each other. */
  required: z.record(roleSchema, z.array(z.array(z.string()))),
  codes: z.object({ offence: codesSchema, outcome: codesSchema, cancelled: codesSchema }),
});
