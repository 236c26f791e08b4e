import { z } from "zod";
import { checksSchema, snapshotSchema } from "../contract/snapshot.ts";
import { definitionSchema } from "../model/definition.ts";

/** How a snapshot came about: who imported it, with which saved mapping, and which limits were overridden, and why. */
export const importedSchema = z.object({
  by: z.string().nullable().default(null),
  mapping: z.string().nullable().default(null),
  override: z
    .object({ reason: z.string(), limits: z.array(z.string()) })
    .nullable()
    .default(null),
});

/** What stands beside a snapshot's database: all that is said of it, and how to tell that it is whole. */
export const manifestSchema = z.object({
  /** Raised with every change to what a database holds, so that one built by an earlier version is refused. */
  version: z.literal(2),
  snapshot: snapshotSchema.omit({ notice: true }),
  kpis: z.array(z.object({ definition: definitionSchema, reason: z.string().nullable() })),
  /** The input columns that the files had. */
  columns: z.array(z.string()),
  imported: importedSchema.prefault({}),
  faults: z.array(z.object({ id: z.string(), fault: z.string() })),
  checks: checksSchema.shape.checks,
  database: z.object({ sha256: z.string(), bytes: z.number(), crimes: z.number() }),
});

export type Manifest = z.infer<typeof manifestSchema>;
