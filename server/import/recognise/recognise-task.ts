import { z } from "zod";
import { mappingSchema } from "../../contract/mapping.ts";
import { recognisedFileSchema } from "../../contract/recognised.ts";
import { roleSchema } from "../../contract/snapshot.ts";

/** What a child process is asked to recognise: files by their ids, with the role and the mapping that are known so far. */
export const recogniseTaskSchema = z.strictObject({
  task: z.literal("recognise"),
  queries: z.string(),
  /** The home, whose own inputs are recognised too. */
  home: z.string(),
  spool: z.string(),
  files: z.array(z.strictObject({ id: z.string(), path: z.string(), role: roleSchema.nullable() })),
  mapping: mappingSchema,
  /** The saved mappings, the newest first, of which one is used in place of the mapping where the files have its headers. */
  saved: z.array(z.strictObject({ name: z.string(), value: mappingSchema })),
});

export type RecogniseTask = z.infer<typeof recogniseTaskSchema>;

/** What was recognised, and the name of the saved mapping that was used because the files have its headers. */
export const recognisedSchema = z.object({
  files: z.array(recognisedFileSchema),
  fitting: z.string().nullable(),
});

export type Recognised = z.infer<typeof recognisedSchema>;
