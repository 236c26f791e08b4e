import type { DuckDBConnection } from "duckdb";
import type { CodeKind, Mapping } from "../contract/mapping.ts";
import { run, textList } from "../engine/database.ts";

/** The columns in which the texts of a kind of code stand. */
export const codeColumns: Record<CodeKind, string[]> = {
  offence: ["offence_code", "offence_text"],
  outcome: ["outcome_code"],
  cancelled: ["cancelled_code"],
  answer: ["domestic", "suspect_identified", "early_advice_sought"],
};

export const codeKinds: CodeKind[] = ["offence", "outcome", "cancelled", "answer"];

/** Makes the table `mapped_codes`: by column and compared text, the code that the mapping gives. */
export async function storeMappedCodes(connection: DuckDBConnection, codes: Mapping["codes"]): Promise<void> {
  await connection.run(
    "create temp table mapped_codes (column_name varchar, text_key varchar, code varchar, primary key (column_name, text_key))",
  );
  for (const kind of codeKinds) {
    for (const [text, code] of Object.entries(codes[kind])) {
      await run(
        connection,
        `insert or ignore into mapped_codes
        select unnest($columns::varchar[]), label_key($text::varchar), case when $kind::varchar = 'answer' then lower($code::varchar) else read_code(read_text($code::varchar)) end
        where label_key($text::varchar) != ''`,
        { kind, columns: textList(codeColumns[kind]), text, code },
      );
    }
  }
}
