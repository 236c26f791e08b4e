import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { Mapping } from "../../contract/mapping.ts";
import type { RecognisedText } from "../../contract/recognised.ts";
import { createTextNumbers } from "../../csv/dictionary.ts";
import type { Header } from "../../csv/ranges.ts";
import { scanFile } from "../../csv/scan-file.ts";
import type { Spooled } from "../../csv/spool.ts";
import { createDatabase, readQuery, select } from "../../engine/database.ts";
import { type Input, storedColumns } from "../../model/input.ts";
import { prepareBuild, readTexts } from "../build.ts";
import { serveRows, storeTexts } from "../load.ts";
import { codeColumns, codeKinds } from "../mapped-codes.ts";

import { suggestCode } from "./suggest-code.ts";
import type { Vocabulary } from "./vocabulary.ts";

const textsListed = 200;

/** The rows of a spooled file, and the texts in its code columns that are no codes, the most frequent first, each with the
 * code that it seems to mean. `columns` names the column under each header. */
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
  const kinds = new Map(
    codeKinds.flatMap((kind) => codeColumns[kind].map((column) => [column, kind] as const)),
  );
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
    const found = await unknownTexts(connection, queries);
    const texts = found
      .slice(0, textsListed)
      .map(({ column_name, text, row_count, mapped }): RecognisedText => {
        const kind = kinds.get(column_name) ?? "outcome";
        const given = { kind, column: column_name, text, rows: row_count };
        if (mapped !== null) {
          const label = vocabulary[kind].find(({ code }) => code === mapped)?.label ?? null;
          return { ...given, code: mapped, label, confidence: 1, mapped: true };
        }
        const suggested = suggestCode(text, kind, vocabulary) ?? { code: null, label: null, confidence: 0 };
        return { ...given, ...suggested, mapped: false };
      });
    return { rows, texts, more: found.length - texts.length };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function unknownTexts(connection: DuckDBConnection, queries: string) {
  return select(
    connection,
    readQuery(queries, "staging/unknown_texts.sql"),
    {},
    z.object({
      column_name: z.string(),
      text: z.string(),
      row_count: z.number(),
      mapped: z.string().nullable(),
    }),
  );
}
