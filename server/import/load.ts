import { mkdtemp, readFile as readText } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import type { Job, Report } from "./job.ts";
import { type ReadFile, readFile } from "./read/read-file.ts";
import type { Rows } from "./read/row-columns.ts";
import { createTexts, type Texts } from "./read/texts.ts";
import { createRowStore } from "./row-store.ts";

/** A file that was read, with how many lines the files of its role have before it: the position of a row among those of
 * its role is that and its line. */
export type LoadedFile = ReadFile & { linesBefore: number };

/** Reads each file strictly. Its rows are then in `cases_rows` or `outcomes_rows` and their texts in `texts`. */
export async function loadFiles(
  connection: DuckDBConnection,
  job: Job,
  spoolFolder: string,
  report: Report,
): Promise<LoadedFile[]> {
  const aliases = await readAliases(job.queries);
  const texts = createTexts();
  const stores = {
    cases: createRowStore("cases", spoolFolder),
    outcomes: createRowStore("outcomes", spoolFolder),
  };
  const sources = [
    ...job.cases.map((source) => ({ role: "cases" as const, source })),
    ...job.outcomes.map((source) => ({ role: "outcomes" as const, source })),
  ];
  const loaded: LoadedFile[] = [];
  for (const [index, { role, source }] of sources.entries()) {
    report({ stage: "reading", detail: basename(source), done: index, of: sources.length });
    const folder = await mkdtemp(join(spoolFolder, "file-"));
    const mapping = job.mapping.columns[role];
    const linesBefore = loaded.reduce((lines, file) => lines + (file.role === role ? file.lines : 0), 0);
    const take = (rows: Rows, columns: string[]) => stores[role].store(rows, columns, linesBefore);
    const file = await readFile({ source, role, spoolFolder: folder, aliases, mapping, texts, take });
    loaded.push({ ...file, linesBefore });
  }
  await stores.cases.serve(connection);
  await stores.outcomes.serve(connection);
  await storeTexts(connection, texts);
  return loaded;
}

/** Stores the texts of the rows, each with its number, the blank with number 0. */
export async function storeTexts(connection: DuckDBConnection, texts: Texts): Promise<void> {
  const appender = await connection.createAppender("texts", undefined, "temp");
  for (const [index, text] of [null, ...texts.list()].entries()) {
    appender.appendInteger(index);
    if (text === null) appender.appendNull();
    else appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
}

export async function readAliases(queriesFolder: string): Promise<{ column: string; alias: string }[]> {
  const text = await readText(join(queriesFolder, "maps", "column-aliases.csv"), "utf8");
  return text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => {
      const [column = "", alias = ""] = line.split(",");
      return { column, alias };
    });
}
