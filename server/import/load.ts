import { mkdtemp } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import type { Role } from "../contract/snapshot.ts";
import { createTextNumbers, type NumberedText } from "../csv/dictionary.ts";
import type { RowFiles } from "../csv/scan-file.ts";
import type { Input } from "../model/input.ts";

import type { Job, Report } from "./job.ts";
import { type ReadFile, readFile } from "./read/read-file.ts";
import { readVocabulary } from "./recognise/vocabulary.ts";

/** A file that was read, with how many lines the files of its role have before it: the position of a row among those of
 * its role is that and its line. */
export type LoadedFile = ReadFile & { linesBefore: number };

/** Reads each file strictly, those of different inputs at the same time. Their rows are then in `<role>_rows` and their texts in
 * `texts`. */
export async function loadFiles(
  connection: DuckDBConnection,
  inputs: Input[],
  job: Job,
  spoolFolder: string,
  report: Report,
): Promise<LoadedFile[]> {
  const vocabulary = readVocabulary(job.queries);
  const textNumbers = createTextNumbers();
  const of = Object.values(job.files).flat().length;
  let done = 0;
  const reading = inputs.map(readRole);
  await Promise.allSettled(reading);
  const loaded = (await Promise.all(reading)).flat();
  for (const { role } of inputs) {
    const files = loaded.filter((file) => file.role === role);
    await serveRows(
      connection,
      role,
      files.flatMap(({ rowFiles, linesBefore }) =>
        rowFiles.map((part) => ({ ...part, linesBefore: linesBefore + part.linesBefore })),
      ),
    );
  }
  await storeTexts(
    connection,
    loaded.flatMap(({ texts }) => texts),
  );
  return loaded;

  async function readRole(input: Input): Promise<LoadedFile[]> {
    const files: LoadedFile[] = [];
    let linesBefore = 0;
    for (const source of job.files[input.role] ?? []) {
      report({ stage: "reading", detail: basename(source), done, of });
      const folder = await mkdtemp(join(spoolFolder, "file-"));
      const mapping = job.mapping.columns[input.role] ?? {};
      const file = await readFile({
        source,
        input,
        spoolFolder: folder,
        mapping,
        vocabulary,
        textNumbers,
      });
      files.push({ ...file, linesBefore });
      linesBefore += file.lines;
      done += 1;
    }
    return files;
  }
}

/** Replaces the empty table of a role by its row files, if there are any. */
export async function serveRows(
  connection: DuckDBConnection,
  role: Role,
  rowFiles: RowFiles[],
): Promise<void> {
  const parts = rowFiles
    .filter(({ paths }) => paths.length > 0)
    .map(({ paths, linesBefore }) => {
      const files = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(", ");
      return `select * exclude (line), line + ${linesBefore} as position from read_parquet([${files}])`;
    });
  if (parts.length === 0) return;
  await connection.run(`drop table ${role}_rows`);
  await connection.run(`create temp view ${role}_rows as ${parts.join("\nunion all\n")}`);
}

/** Stores the texts of the rows, each with its number, the blank with number 0. */
export async function storeTexts(connection: DuckDBConnection, texts: NumberedText[]): Promise<void> {
  const appender = await connection.createAppender("texts", undefined, "temp");
  appender.appendInteger(0);
  appender.appendNull();
  appender.endRow();
  for (const { number, text } of texts) {
    appender.appendInteger(number);
    appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
}
