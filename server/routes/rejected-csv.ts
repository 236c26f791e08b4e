import type { DuckDBConnection } from "duckdb";

const header = "file,line,column,rule,reason,raw\r\n";

/** The rejected rows as CSV for a spreadsheet, a chunk of rows at a time: no text can start a formula. */
export async function* rejectedCsv(connection: DuckDBConnection, sql: string): AsyncGenerator<string> {
  yield `\uFEFF${header}`;
  const result = await connection.stream(sql);
  for await (const rows of result.yieldRowsJson()) {
    if (rows.length > 0) yield `${rows.map((row) => row.map(written).join(",")).join("\r\n")}\r\n`;
  }
}

function written(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const cell = String(value);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
