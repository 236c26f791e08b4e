import { writeFile } from "node:fs/promises";
import { inputColumns, type Role } from "../input-columns.ts";
import { type NamedColumn, parquetFile } from "./parquet.ts";
import type { Held, Rows } from "./row-columns.ts";

/** The columns whose texts hardly ever repeat, which rows hold as they stand. Of all others they hold the text's number. */
export const textColumns = ["crime_ref", "officer", "victim_key", "suspect_key"];

/** How the rows hold a column; null where the header is not read. */
export function heldAs(column: string | null): Held {
  if (column === null) return null;
  return textColumns.includes(column) ? "text" : "number";
}

/** Stores rows of a role as Parquet files, which the engine reads where they lie: of each row its line, byte offset and byte
 * length, and every column of the role, blank where its file lacks it. `names` are the columns of the rows' fields; the files
 * are called `prefix` and a number. */
export function createRowFiles(role: Role, names: string[], prefix: string) {
  const paths: string[] = [];
  let count = 0;
  let writing: Promise<void> = Promise.resolve();
  return { store, written };

  /** Stores rows while the next are read. */
  async function store(rows: Rows): Promise<void> {
    const path = `${prefix}-${paths.length + 1}.parquet`;
    const columns: NamedColumn[] = [
      { name: "line", type: "integer", values: rows.lines },
      { name: "byte_offset", type: "double", values: rows.offsets },
      { name: "byte_length", type: "integer", values: rows.lengths },
      ...inputColumns[role].map((name) => ({
        name,
        ...(rows.fields[names.indexOf(name)] ?? blanks(name, rows.count)),
      })),
    ];
    paths.push(path);
    count += rows.count;
    await writing;
    writing = writeFile(path, parquetFile(columns, rows.count), { flag: "wx", mode: 0o600 });
    writing.catch(() => undefined);
  }

  /** The files and how many rows they hold, once they are written. */
  async function written(): Promise<{ paths: string[]; count: number }> {
    await writing;
    return { paths, count };
  }
}

function blanks(name: string, count: number): Rows["fields"][number] {
  return textColumns.includes(name)
    ? { type: "text", values: Buffer.alloc(count * 4) }
    : { type: "integer", values: new Int32Array(count) };
}
