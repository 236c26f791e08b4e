import { z } from "zod";
import { checksSchema, importedSchema, snapshotSchema } from "../contract/snapshot.ts";
import { definitionSchema } from "../model/definition.ts";
import { unitSchema } from "../model/unit.ts";

/** Each change to what a database holds raises this number, so that databases of other versions are refused. */
export const manifestVersion = 5;

const filledSchema = z.object({
  role: z.string(),
  column: z.string(),
  filled: z.number(),
  rows: z.number(),
});

export type Filled = z.infer<typeof filledSchema>;

/** The file beside a snapshot's database: what the snapshot holds, and the size and hash that prove it whole. */
export const manifestSchema = z.object({
  version: z.literal(manifestVersion),
  snapshot: snapshotSchema.omit({ notice: true }),
  /** What its KPIs count. */
  units: z.array(unitSchema),
  /** Each KPI with why it has no figure (null where it has), and how many of its rows count. */
  kpis: z.array(
    z.object({ definition: definitionSchema, reason: z.string().nullable(), counted: z.number() }),
  ),
  /** The input columns that the files had and that hold enough to be used. */
  columns: z.array(z.string()),
  /** In how many of the rows that hold it each column of each input was filled. */
  filled: z.array(filledSchema),
  imported: importedSchema.prefault({}),
  faults: z.array(z.object({ id: z.string(), fault: z.string() })),
  checks: checksSchema.shape.checks,
  database: z.object({ sha256: z.string(), bytes: z.number(), crimes: z.number() }),
});

export type Manifest = z.infer<typeof manifestSchema>;
