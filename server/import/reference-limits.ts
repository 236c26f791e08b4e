import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { readQuery, selectOne } from "../engine/database.ts";

/** Fewer rows than this that clash are mistakes of the rows, not of the references. */
const fewestClashing = 10;

/** That references are not those of single crimes, as a sentence: more rows than `limit` of all are put to a crime that was recorded on
 * another day. So it is where a program has cut long references, or the column is another. */
export async function referenceLimits(
  connection: DuckDBConnection,
  queriesFolder: string,
  limit: number,
): Promise<string[]> {
  const { clashing, of_rows, commonest_ref } = await selectOne(
    connection,
    readQuery(queriesFolder, join("staging", "clashing_rows.sql")),
    {},
    z.object({ clashing: z.number(), of_rows: z.number(), commonest_ref: z.string().nullable() }),
  );
  if (clashing < fewestClashing || clashing <= of_rows * limit) return [];
  return [
    `${clashing.toLocaleString("en-GB")} of ${of_rows.toLocaleString("en-GB")} rows have the reference of a crime that was recorded on another day, ` +
      `most often “${commonest_ref}”: different crimes have one reference. Excel keeps 15 digits of a longer one. ` +
      "Export the references in full, and see that their column is the crime's own reference.",
  ];
}
