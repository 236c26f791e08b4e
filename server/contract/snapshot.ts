import { z } from "@hono/zod-openapi";
import { dimensionSchema, scopeSchema } from "./filters.ts";

/** A kind of input file, one of those of `queries/inputs`. */
export const roleSchema = z.string().regex(/^[a-z][a-z0-9-]*$/);

export type Role = z.infer<typeof roleSchema>;

export const fileSchema = z.object({
  role: roleSchema,
  name: z.string(),
  sha256: z.string(),
  read: z.number(),
  accepted: z.number(),
  repeated: z.number(),
  rejected: z.number(),
});

const problemSchema = z.object({
  check: z.string(),
  severity: z.enum(["error", "warning"]),
  count: z.number(),
  message: z.string(),
  /** How it is mended, where that is by saying what a text or a column means. */
  mend: z.literal("map").optional(),
});

export const snapshotSchema = z.object({
  id: z.string(),
  asAt: z.string(),
  importedAt: z.string(),
  lastCompleteMonth: z.string(),
  /** The month in which the data begin. */
  firstMonth: z.string(),
  /** How that month was found: set by somebody, or worked out; and the counted crimes recorded before it. */
  begins: z.object({ isSet: z.boolean(), crimesBefore: z.number() }),
  synthetic: z.boolean(),
  force: z.string().nullable(),
  notice: z.string().nullable(),
  files: z.array(fileSchema),
  scopes: z.array(scopeSchema),
  /** The values of each dimension, in the order of the units. */
  dimensions: z.record(dimensionSchema, z.array(z.string())),
  labels: z.record(z.string(), z.record(z.string(), z.string())),
});

/** What is counted: its words, and by what it can be filtered and split. */
const servedUnitSchema = z.object({
  id: z.string(),
  one: z.string(),
  many: z.string(),
  /** Whether it is followed from its record to its ending. */
  is_followed: z.boolean(),
  dimensions: z.array(
    z.object({
      name: dimensionSchema,
      title: z.string(),
      is_place: z.boolean(),
      /** What stands where none of its values is chosen; such a dimension is shown before the others. */
      whole: z.string().optional(),
      /** Whether open ones are shown by it. */
      is_holder: z.boolean(),
      /** The question that endings by it answer, and the titles of its values there. */
      endings: z.object({ question: z.string(), titles: z.record(z.string(), z.string()) }).optional(),
    }),
  ),
  scopes: z.array(z.object({ id: scopeSchema, title: z.string(), level: z.number(), usual: z.boolean() })),
});

/** A snapshot as it is served: under the force's own name, with the protective marking of the figures that the reader sees and
 * how they are to be handled. */
export const servedSnapshotSchema = snapshotSchema.extend({
  marking: z.string(),
  handling: z.string(),
  units: z.array(servedUnitSchema),
});

/** The snapshot as the API describes it. */
export type SnapshotAnswer = z.infer<typeof servedSnapshotSchema>;

export const checksSchema = z.object({
  snapshot: z.string(),
  checks: z.array(problemSchema.extend({ kpis: z.array(z.string()), examples: z.array(z.string()) })),
});

export const healthSchema = z.object({ ok: z.boolean(), snapshot: z.string().nullable() });

/** How a snapshot came about: who imported it, with which saved mapping, and which limits were overridden, and why. */
export const importedSchema = z.object({
  by: z.string().nullable().default(null),
  mapping: z.string().nullable().default(null),
  override: z
    .object({ reason: z.string(), limits: z.array(z.string()) })
    .nullable()
    .default(null),
});
