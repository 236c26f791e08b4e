import { mkdtemp, readFile as readText, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { run } from "../database.ts";
import { inputColumns, type Role } from "./input-columns.ts";
import type { Job, Report } from "./job.ts";
import { type ReadFile, readFile } from "./read/read-file.ts";

/** A file that was read, with its place among the files of the import: row positions are place × 10^10 + line. */
export type LoadedFile = ReadFile & { place: number };

export const linesPerFile = 10_000_000_000;

/** Reads each file strictly and fills the tables `cases_text` and `outcomes_text` with what it holds, as text; one file is read
 * while the rows of the one before go into their table. */
export async function loadFiles(
  connection: DuckDBConnection,
  job: Job,
  spoolFolder: string,
  report: Report,
): Promise<LoadedFile[]> {
  const aliases = await readAliases(job.queries);
  const sources = [
    ...job.cases.map((source) => ({ role: "cases" as const, source })),
    ...job.outcomes.map((source) => ({ role: "outcomes" as const, source })),
  ];
  const loaded: LoadedFile[] = [];
  let appending: Promise<void> = Promise.resolve();
  try {
    for (const [index, { role, source }] of sources.entries()) {
      const place = index + 1;
      report({ stage: "reading", detail: basename(source), done: index, of: sources.length });
      const file = await readFile({
        source,
        role,
        spoolFolder: await mkdtemp(join(spoolFolder, "file-")),
        aliases,
        mapping: job.mapping.columns[role],
      });
      await appending;
      appending = appendRows(connection, role, place, file).then(() => rm(file.rowsPath));
      appending.catch(() => undefined);
      loaded.push({ ...file, place });
    }
  } finally {
    await appending;
  }
  return loaded;
}

/** Adds rows to the table of text of a role. The file of rows is our own: fixed columns, no quoting, nothing left to detect. */
export async function appendRows(
  connection: DuckDBConnection,
  role: Role,
  place: number,
  file: Pick<ReadFile, "columns" | "rowsPath">,
): Promise<void> {
  const types = [
    ...file.columns.map((column) => `'${column}': 'varchar'`),
    ...["line", "byte_offset", "byte_length"].map((column) => `'${column}': 'bigint'`),
  ].join(", ");
  const present = inputColumns[role].filter((column) => file.columns.includes(column));
  await run(
    connection,
    `insert into ${role}_text (position, byte_offset, byte_length, ${present.join(", ")})
     select $place::bigint * ${linesPerFile} + line, byte_offset, byte_length, ${present.join(", ")}
     from read_csv($path, columns = {${types}}, auto_detect = false, header = false, delim = '\x1f', quote = '',
       escape = '', new_line = '\\n', nullstr = '', max_line_size = 4194304)`,
    { place: place, path: file.rowsPath },
  );
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
