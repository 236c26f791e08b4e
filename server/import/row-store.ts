import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { inputColumns, type Role } from "./input-columns.ts";
import { type NamedColumn, parquetFile } from "./read/parquet.ts";
import { textColumns } from "./read/read-file.ts";
import type { Rows } from "./read/row-columns.ts";

/** Stores the rows of a role as files of the folder, which the engine reads where they lie: of each row its position, byte offset
 * and byte length, and every column of the role, blank where its file lacks it. */
export function createRowStore(role: Role, folder: string) {
  const paths: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  return { store, serve };

  /** Stores the rows of a file, whose columns have these names, while the next are read. Of its role, the files before have so
   * many lines. */
  async function store(rows: Rows, names: string[], linesBefore: number): Promise<void> {
    const path = join(folder, `${role}-${paths.length + 1}.parquet`);
    const fields = inputColumns[role].map(
      (name): NamedColumn => ({ name, ...(rows.fields[names.indexOf(name)] ?? blanks(name, rows.count)) }),
    );
    const columns: NamedColumn[] = [
      { name: "position", type: "integer", values: rows.lines.map((line) => linesBefore + line) },
      { name: "byte_offset", type: "double", values: rows.offsets },
      { name: "byte_length", type: "integer", values: rows.lengths },
      ...fields,
    ];
    paths.push(path);
    await writing;
    writing = writeFile(path, parquetFile(columns, rows.count), { flag: "wx", mode: 0o600 });
    writing.catch(() => undefined);
  }

  /** Puts the stored rows in the place of the empty table of the role. */
  async function serve(connection: DuckDBConnection): Promise<void> {
    await writing;
    if (paths.length === 0) return;
    const files = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(", ");
    await connection.run(`drop table ${role}_rows`);
    await connection.run(`create temp view ${role}_rows as from read_parquet([${files}])`);
  }
}

function blanks(name: string, count: number): Rows["fields"][number] {
  return textColumns.includes(name)
    ? { type: "text", values: Buffer.alloc(count * 4) }
    : { type: "integer", values: new Int32Array(count) };
}
