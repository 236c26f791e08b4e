import { z } from "zod";
import { readQuery } from "../engine/database.ts";

/** A count of a month: the answer that shows it and what it is there, such as `mix closed/charged`, or for a series the KPI and
 * which of its counts. */
const countSchema = z.string().regex(/^[^/]+\/[^/]+$/);

const relationsSchema = z.strictObject({
  about: z.string(),
  sums: z.array(z.strictObject({ whole: countSchema, parts: z.array(countSchema).min(1) })),
  /** What is there at a month's end is what was there before, and what came, less what went. */
  stocks: z.array(z.strictObject({ stock: countSchema, came: countSchema, went: countSchema })),
});

export type Relations = z.infer<typeof relationsSchema>;

/** Which counts are the same by another way, as `queries/` says it. */
export function readRelations(queriesFolder: string): Relations {
  return relationsSchema.parse(JSON.parse(readQuery(queriesFolder, "relations.json")));
}
