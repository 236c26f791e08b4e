import { writeFile } from "node:fs/promises";
import { type NamedColumn, parquetFile } from "./parquet.ts";
import type { Rows } from "./row-columns.ts";

/** A column of the stored rows, and how they hold its fields: those whose texts hardly ever repeat as they stand, all others as
 * the number of their text. */
export type StoredColumn = { name: string; held: "text" | "number" };

/** Stores rows as Parquet files, which the engine reads where they lie: of each row its line, byte offset and byte length, and
 * every stored column, blank where the file lacks it. `names` are the columns of the rows' fields; the files are called `prefix`
 * and a number. */
export function createRowFiles(stored: StoredColumn[], names: string[], prefix: string) {
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
      ...stored.map(({ name, held }) => ({
        name,
        ...(rows.fields[names.indexOf(name)] ?? blanks(held, rows.count)),
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

function blanks(held: StoredColumn["held"], count: number): Rows["fields"][number] {
  return held === "text"
    ? { type: "text", values: Buffer.alloc(count * 4) }
    : { type: "integer", values: new Int32Array(count) };
}
