import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { ImportResult } from "../contract/imports.ts";
import { Refusal } from "../csv/refusal.ts";
import { selectOne } from "../engine/database.ts";
import type { Input } from "../model/input.ts";
import type { Job } from "./job.ts";

/** The as-at date (`YYYY-MM-DD`): as it was given, else as the files say. Throws a Refusal that suggests one, in the result too, where
 * neither says it. */
export async function findAsAt(
  connection: DuckDBConnection,
  inputs: Input[],
  job: Job,
  result: ImportResult,
): Promise<string> {
  if (job.asAt) return job.asAt;
  const { extract, latest } = await latestDates(connection, inputs);
  if (extract) return extract;
  result.suggestedAsAt = latest;
  const suggestion = latest
    ? `The latest date in the files is ${latest}: if the export was taken then, run the import again with --as-at ${latest}.`
    : "Run the import again with --as-at and the date on which the export was taken.";
  throw new Refusal(
    `The files do not say when the export was taken: there is no extract_date. ${suggestion}`,
  );
}

/** The as-at date that the files give: the latest date on which an export was taken, or null with the latest date on which a row
 * happened. */
async function latestDates(
  connection: DuckDBConnection,
  inputs: Input[],
): Promise<{ extract: string | null; latest: string | null }> {
  const taken = inputs.flatMap(({ role, taken }) => (taken === null ? [] : [[role, taken] as const]));
  const happened = inputs.flatMap(({ role, date, also }) => {
    const beside = inputs.find((input) => input.role === also)?.date;
    return [[role, date] as const, ...(beside ? [[role, beside] as const] : [])];
  });
  return selectOne(
    connection,
    `select
        max(day) filter (where ${standsIn(taken)})::varchar as extract,
        max(day) filter (where ${standsIn(happened)})::varchar as latest,
    from text_values`,
    {},
    z.object({ extract: z.string().nullable(), latest: z.string().nullable() }),
  );
}

/** The condition that a text stands in one of the columns. */
function standsIn(columns: (readonly [role: string, column: string])[]): string {
  const conditions = columns.map(([role, column]) => `text_no in (select ${column} from ${role}_rows)`);
  return conditions.join(" or ") || "false";
}
