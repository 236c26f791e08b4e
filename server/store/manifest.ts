import { z } from "zod";
import { checksSchema, importedSchema, snapshotSchema } from "../contract/snapshot.ts";
import { definitionSchema } from "../model/definition.ts";
import { unitSchema } from "../model/unit.ts";

/** Each change to what a database holds raises this number, so that databases of other versions are refused. */
export const manifestVersion = 4;

/** The file beside a snapshot's database: what the snapshot holds, and the size and hash that prove it whole. */
export const manifestSchema = z.object({
  version: z.literal(manifestVersion),
  snapshot: snapshotSchema.omit({ notice: true }),
  /** What its KPIs count. */
  units: z.array(unitSchema),
  kpis: z.array(z.object({ definition: definitionSchema, reason: z.string().nullable() })),
  /** The input columns that the files had. */
  columns: z.array(z.string()),
  imported: importedSchema.prefault({}),
  faults: z.array(z.object({ id: z.string(), fault: z.string() })),
  checks: checksSchema.shape.checks,
  database: z.object({ sha256: z.string(), bytes: z.number(), crimes: z.number() }),
});

export type Manifest = z.infer<typeof manifestSchema>;
