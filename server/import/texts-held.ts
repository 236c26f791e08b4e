import type { DuckDBConnection } from "duckdb";
import type { Input } from "../model/input.ts";

/** Makes the table `texts_held`: of each column that holds numbers of texts, by role, every text with its rows. A column that may
 * stand in another's place counts in the rows where that is blank. A row whose own date cannot be read is rejected, a total or a second
 * header perhaps: of its cells that date alone counts. */
export async function countTexts(connection: DuckDBConnection, inputs: Input[]): Promise<void> {
  const counts = inputs.flatMap((input) =>
    input.mayHold
      .filter(({ type }) => type !== "key")
      .map(
        ({ name, type, map }) => `select
            '${input.role}' as role,
            '${name}' as column_name,
            '${type}' as type,
            ${map ? `'${map}'` : "null"}::varchar as map,
            ${name} as text_no,
            count(*)${counted(input, name)} as row_count,
        from ${input.role}_rows${name === input.date ? "" : ` where ${isDated(input)}`}
        group by ${name}`,
      ),
  );
  await connection.run(`create temp table texts_held as\n${counts.join("\nunion all\n")}`);
}

function isDated({ date }: Input): string {
  return `${date} in (select text_no from text_dates where written_as in ('day', 'blank', 'default'))`;
}

function counted({ mayHold }: Input, name: string): string {
  const first = mayHold.find((column) => column.or === name);
  if (!first) return "";
  return ` filter (where ${first.name} in (select text_no from texts where text_no = 0 or read_text(raw) is null))`;
}
