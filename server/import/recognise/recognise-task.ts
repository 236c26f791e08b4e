import { z } from "zod";
import { mappingSchema } from "../../contract/mapping.ts";
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
});

export type RecogniseTask = z.infer<typeof recogniseTaskSchema>;
