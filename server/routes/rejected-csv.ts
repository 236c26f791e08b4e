import type { DuckDBConnection } from "duckdb";
import type { StreamingApi } from "hono/utils/stream";
import { z } from "zod";
import { openReadOnly, selectOne } from "../engine/database.ts";
import { type MeasureQueries, statements } from "../measures/queries.ts";
import { csvCell } from "../wording/csv-cell.ts";

const sqlOf = statements("rejected_rows");

const header = "file,line,column,rule,reason,raw\r\n";

/** Writes the rejected rows as CSV for a spreadsheet, a chunk of rows at a time. */
export async function writeRejected(
  connection: DuckDBConnection,
  queries: MeasureQueries,
  out: StreamingApi,
): Promise<void> {
  await out.write(`\uFEFF${header}`);
  const result = await connection.stream(sqlOf(queries).rejected_rows);
  for await (const rows of result.yieldRowsJson()) {
    if (out.aborted) return;
    if (rows.length > 0) await out.write(`${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`);
  }
}

/** Counts the rejected rows. */
export async function countRejected(connection: DuckDBConnection): Promise<number> {
  const sql = "select count(*)::double as rows from rejected_rows";
  return (await selectOne(connection, sql, {}, z.object({ rows: z.number() }))).rows;
}

/** Lends a connection to the database of a dry run. */
export async function readBuilt<Answer>(
  path: string,
  reader: (connection: DuckDBConnection) => Promise<Answer>,
): Promise<Answer> {
  const instance = await openReadOnly(path);
  const connection = await instance.connect();
  try {
    return await reader(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
