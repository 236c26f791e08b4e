import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { roleSchema } from "../contract/snapshot.ts";
import { Refusal } from "../csv/refusal.ts";
import { readQuery, select, selectOne } from "../engine/database.ts";
import { type Input, requiredColumns } from "../model/input.ts";
import type { Problem } from "./job.ts";
import type { LoadedFile } from "./load.ts";

const judgedSchema = z.object({
  role: roleSchema,
  column_name: z.string(),
  cells: z.number(),
  filled: z.number(),
  unread: z.number(),
  unknown: z.number(),
  unmapped: z.number(),
  without_letter: z.number(),
  mostly: z.string().nullable(),
  unread_texts: z.string(),
  unmapped_texts: z.string(),
  month_first_texts: z.string(),
  is_month_first: z.boolean(),
});

/** A column as it stands in the files of a role: its cells, those filled, and of these those that cannot be read. */
export type JudgedColumn = z.infer<typeof judgedSchema>;

/** Columns that are not read, each with the reason. */
export type LeftOut = { reasons: Map<string, string>; problems: Problem[] };

/** With fewer filled cells than this a column is read whatever stands in it. */
export const fewestFilled = 10;

/** How the cells of each column of dates, codes, answers and ages could be read. */
export function judgeColumns(connection: DuckDBConnection, queriesFolder: string): Promise<JudgedColumn[]> {
  return select(connection, readQuery(queriesFolder, "staging/columns_judged.sql"), {}, judgedSchema);
}

/** Leaves out the columns of which most filled cells cannot be read, and those whose dates have the month first: their cells are
 * blank from then on. Throws a Refusal where it is a column of dates that a row needs. */
export async function leaveOutColumns(
  connection: DuckDBConnection,
  judged: JudgedColumn[],
  inputs: Input[],
  files: Pick<LoadedFile, "role" | "name">[],
): Promise<LeftOut> {
  const left: LeftOut = { reasons: new Map(), problems: [] };
  const unread = judged.filter(
    ({ is_month_first, unread, filled }) => is_month_first || (filled >= fewestFilled && unread * 2 > filled),
  );
  for (const input of inputs) {
    const { role } = input;
    const needed = requiredColumns(input).flat();
    const ofRole = unread.filter((column) => column.role === role);
    const refused = ofRole.find((column) => column.is_month_first && needed.includes(column.column_name));
    if (refused)
      throw new Refusal(
        `${files
          .filter((file) => file.role === role)
          .map(({ name }) => name)
          .join(
            " and ",
          )}: ${reasonOf(refused)} Export them as dd/mm/yyyy or yyyy-mm-dd; or, if the day does come first, say so in the mapping.`,
      );
    const optional = ofRole.filter(({ column_name }) => !needed.includes(column_name));
    await blankColumns(
      connection,
      role,
      optional.map(({ column_name }) => column_name),
    );
    for (const column of optional) {
      left.reasons.set(
        column.column_name,
        `The column ${column.column_name} was not read: ${reasonOf(column)}`,
      );
      left.problems.push(problemOf(column));
    }
  }
  return left;
}

function reasonOf({
  column_name,
  is_month_first,
  filled,
  unread,
  mostly,
  unread_texts,
  month_first_texts,
}: JudgedColumn): string {
  if (is_month_first)
    return `the dates of ${column_name} seem to have the month first, the American way: ${month_first_texts || "none of them has a day above 12"}.`;
  const texts: Record<string, string> = {
    "day-number":
      "day numbers of Excel: format the column as dates there, or confirm in the mapping that it holds day numbers",
    month: "months, which have no day",
    "month-first": "dates with the month first, the American way",
  };
  const what = mostly ? texts[mostly] : undefined;
  return (
    `${inWords(unread)} of its ${inWords(filled)} filled cells cannot be read, such as ${unread_texts}` +
    `${what ? `. They are ${what}` : ""}.`
  );
}

function problemOf(column: JudgedColumn): Problem {
  return {
    check: "column-left-out",
    severity: "warning",
    count: column.filled,
    message: `The column ${column.column_name} of the ${column.role} files was not read: ${reasonOf(column)} What needs it is not available.`,
    kpis: [],
    mend: "map",
    examples: [],
  };
}

/** What is said of the columns that are read though more than `limit` of their filled cells are neither dates nor ages: these are
 * blank, and what counts by them is too low. */
export function partlyReadColumns(
  judged: JudgedColumn[],
  { reasons }: LeftOut,
  inputs: Input[],
  limit: number,
): Problem[] {
  const needed = inputs.flatMap((input) => requiredColumns(input).flat());
  return judged
    .filter(
      ({ column_name, unread, unknown, filled }) =>
        unread - unknown > filled * limit && !reasons.has(column_name) && !needed.includes(column_name),
    )
    .map(({ role, column_name, unread, filled, unread_texts }) => ({
      check: "column-partly-read",
      severity: "warning",
      count: unread,
      message:
        `In the ${role} files ${inWords(unread)} of ${inWords(filled)} filled cells of ${column_name} cannot be read: ${unread_texts}. ` +
        "They were left blank, so that what counts by this column is too low. Export it in one form.",
      kpis: [],
      examples: [],
    }));
}

/** Makes every cell of the columns blank. */
async function blankColumns(connection: DuckDBConnection, role: string, columns: string[]): Promise<void> {
  if (columns.length === 0) return;
  const { is_view } = await selectOne(
    connection,
    "select table_type = 'VIEW' as is_view from information_schema.tables where table_name = $name",
    { name: `${role}_rows` },
    z.object({ is_view: z.boolean() }),
  );
  const blanks = columns.map((column) => `0::integer as ${column}`).join(", ");
  await connection.run(`create temp table rows_kept as select * replace (${blanks}) from ${role}_rows`);
  await connection.run(`drop ${is_view ? "view" : "table"} ${role}_rows`);
  await connection.run(`alter table rows_kept rename to ${role}_rows`);
}

function inWords(count: number): string {
  return count.toLocaleString("en-GB");
}
