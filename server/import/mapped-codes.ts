import type { DuckDBConnection } from "duckdb";
import type { CodeKind, Mapping } from "../contract/mapping.ts";
import { run, textList } from "../engine/database.ts";
import type { Input } from "../model/input.ts";

const codeKinds: CodeKind[] = ["offence", "outcome", "cancelled", "answer"];

/** Lists the columns of codes and answers that inputs have, each with the kind of what stands in it. */
export function codedColumns(inputs: Input[]): Map<string, CodeKind> {
  const columns = inputs.flatMap((input) => input.columns);
  return new Map(
    columns.flatMap(({ name, type, map }) => {
      const kind = type === "yes-no" ? "answer" : codeKinds.find((each) => map === `${each}-codes`);
      return kind === undefined ? [] : [[name, kind] as const];
    }),
  );
}

/** Makes the table `mapped_codes`: by column and compared text, the code that the mapping gives. */
export async function storeMappedCodes(
  connection: DuckDBConnection,
  inputs: Input[],
  codes: Mapping["codes"],
): Promise<void> {
  await connection.run(
    "create temp table mapped_codes (column_name varchar, text_key varchar, code varchar, primary key (column_name, text_key))",
  );
  const coded = [...codedColumns(inputs)];
  for (const kind of codeKinds) {
    const columns = coded.flatMap(([column, of]) => (of === kind ? [column] : []));
    for (const [text, code] of Object.entries(codes[kind])) {
      await run(
        connection,
        `insert or ignore into mapped_codes
        select unnest($columns::varchar[]), label_key($text::varchar), case when $kind::varchar = 'answer' then lower($code::varchar) else read_code(read_text($code::varchar)) end
        where label_key($text::varchar) != ''`,
        { kind, columns: textList(columns), text, code },
      );
    }
  }
}
