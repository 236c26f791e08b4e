import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { CodeKind, Mapping } from "../../contract/mapping.ts";
import type { RecognisedText } from "../../contract/recognised.ts";
import { createTextNumbers } from "../../csv/dictionary.ts";
import type { Header } from "../../csv/ranges.ts";
import { scanFile } from "../../csv/scan-file.ts";
import type { Spooled } from "../../csv/spool.ts";
import { createDatabase, readQuery, select } from "../../engine/database.ts";
import { type Input, storedColumns } from "../../model/input.ts";
import { prepareBuild, readTexts } from "../build.ts";
import { serveRows, storeTexts } from "../load.ts";
import { codedColumns } from "../mapped-codes.ts";

import { suggestCode } from "./suggest-code.ts";
import type { Vocabulary } from "./vocabulary.ts";

const textsListed = 200;

/** The rows of a spooled file, and the texts in its columns of codes and answers, those that nothing reads first, each with the code that
 * it is read as or seems to mean. `columns` names the column under each header. */
export async function recogniseTexts(
  file: { spooled: Spooled; header: Header; input: Input; columns: (string | null)[] },
  {
    queries,
    inputs,
    mapping,
    vocabulary,
    folder,
  }: {
    queries: string;
    inputs: Input[];
    mapping: Mapping;
    vocabulary: Vocabulary;
    folder: string;
  },
): Promise<{ rows: number; texts: RecognisedText[]; more: number }> {
  const kinds = codedColumns(inputs);
  const columns = file.columns.map((column) => (column !== null && kinds.has(column) ? column : null));
  const textNumbers = createTextNumbers();
  const instance = await createDatabase(":memory:");
  const connection = await instance.connect();
  try {
    const { spooled, header, input } = file;
    await prepareBuild(connection, queries, inputs, mapping);
    const read = { spool: spooled.path, name: spooled.name, header };
    const stored = storedColumns(input);
    const task = { file: read, stored, columns, prefix: join(folder, "codes"), textNumbers };
    const scanned = await scanFile(task, spooled);
    const rows = scanned.read;
    if (columns.every((column) => column === null)) return { rows, texts: [], more: 0 };
    await serveRows(connection, input.role, scanned.rowFiles);
    await storeTexts(connection, scanned.texts);
    await readTexts(connection, queries, inputs);
    const found = (await codedTexts(connection, queries)).filter(({ column_name }) =>
      columns.includes(column_name),
    );
    const texts = found
      .slice(0, textsListed)
      .map((each) => recognised(each, kinds.get(each.column_name) ?? "outcome", vocabulary));
    const more = found.slice(textsListed).filter(({ is_read }) => !is_read).length;
    return { rows, texts, more };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const codedTextSchema = z.object({
  column_name: z.string(),
  shown_text: z.string(),
  row_count: z.number(),
  is_read: z.boolean(),
  code: z.string().nullable(),
  mapped: z.string().nullable(),
});

function codedTexts(connection: DuckDBConnection, queries: string) {
  return select(connection, readQuery(queries, "staging/coded_texts.sql"), {}, codedTextSchema);
}

function recognised(
  { column_name, shown_text, row_count, is_read, code, mapped }: z.infer<typeof codedTextSchema>,
  kind: CodeKind,
  vocabulary: Vocabulary,
): RecognisedText {
  const given = { kind, column: column_name, text: shown_text, rows: row_count, read: is_read };
  if (is_read || mapped !== null) {
    const known = mapped ?? code;
    const label = vocabulary[kind].find((each) => each.code === known)?.label ?? null;
    return { ...given, code: known, label, confidence: 1, mapped: mapped !== null };
  }
  const suggested = suggestCode(shown_text, kind, vocabulary) ?? { code: null, label: null, confidence: 0 };
  return { ...given, ...suggested, mapped: false };
}
