import type { DuckDBConnection } from "duckdb";
import type { Input } from "../model/input.ts";

/** Makes the table `texts_held`: of each column that holds numbers of texts, by role, every text with its rows. A column that may
 * stand in another's place counts in the rows where that is blank. A row whose own date cannot be read is rejected, a total or a second
 * header perhaps: of its cells that date alone counts. Such rows are few, so they are taken from the count of all. */
export async function countTexts(connection: DuckDBConnection, inputs: Input[]): Promise<void> {
  for (const { role, date } of inputs)
    await connection.run(`create temp table undated_${role} as
      from ${role}_rows
      where ${date} not in (select text_no from text_dates where written_as in ('day', 'blank', 'default'))`);
  const columns = inputs.flatMap((input) =>
    input.mayHold.filter(({ type }) => type !== "key").map((column) => ({ input, column })),
  );
  const counts = columns.map(
    ({ input, column: { name, type, map } }) => `select
        '${input.role}' as role,
        '${name}' as column_name,
        '${type}' as type,
        ${map ? `'${map}'` : "null"}::varchar as map,
        text_no,
        sum(row_count)::bigint as row_count,
      from (
        ${countIn(input, name, `${input.role}_rows`, 1)}
        ${name === input.date ? "" : `union all ${countIn(input, name, `undated_${input.role}`, -1)}`}
      )
      group by text_no
      having sum(all_rows) > 0`,
  );
  await connection.run(`create temp table texts_held as\n${counts.join("\nunion all\n")}`);
}

/** Of each text of a column, its rows, and those in which it counts. */
function countIn({ mayHold }: Input, name: string, rows: string, sign: 1 | -1): string {
  const first = mayHold.find((column) => column.or === name);
  const counts = first
    ? `filter (where ${first.name} in (select text_no from texts where text_no = 0 or read_text(raw) is null))`
    : "";
  return `select ${name} as text_no, ${sign} * count(*) as all_rows, ${sign} * count(*) ${counts} as row_count from ${rows} group by ${name}`;
}
