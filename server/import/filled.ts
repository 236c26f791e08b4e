import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { select, selectOne } from "../engine/database.ts";
import { type Input, storedColumns } from "../model/input.ts";
import type { Filled } from "../store/manifest.ts";
import type { LoadedFile } from "./load.ts";

/** In how many of the rows that hold it each column of the files is filled, by the input that the column belongs to: the columns of
 * an input in `besides` stand beside the rows of another. */
export async function measureFilled(
  connection: DuckDBConnection,
  inputs: Input[],
  files: Pick<LoadedFile, "role" | "columns">[],
  besides: string[],
): Promise<Filled[]> {
  const blanks = await select(
    connection,
    "select text_no from text_values where text is null",
    {},
    z.object({ text_no: z.number() }),
  );
  const blank = blanks.map(({ text_no }) => text_no).join(", ") || "null";
  const measured: Filled[] = [];
  for (const host of inputs) {
    const held = new Set(files.filter(({ role }) => role === host.role).flatMap(({ columns }) => columns));
    const owners = inputs.filter(
      ({ role }) => role === host.role || (role === host.also && besides.includes(role)),
    );
    const stored = new Map(storedColumns(host).map(({ name, held: how }) => [name, how]));
    const columns = owners.flatMap(({ role, columns: own }) =>
      own.filter(({ name }) => held.has(name)).map(({ name }) => ({ role, column: name })),
    );
    if (columns.length === 0) continue;
    const counts = columns.map(({ column }, place) =>
      stored.get(column) === "text"
        ? `count(read_text(${column}))::double as c${place}`
        : `count(*) filter (where ${column} not in (${blank}))::double as c${place}`,
    );
    const { rows, ...filled } = await selectOne(
      connection,
      `select count(*)::double as rows, ${counts.join(", ")} from ${host.role}_rows`,
      {},
      z.object({ rows: z.number() }).catchall(z.number()),
    );
    measured.push(...columns.map((each, place) => ({ ...each, filled: filled[`c${place}`] ?? 0, rows })));
  }
  return measured;
}

/** The columns that hold so little that nothing can be worked out from them, each with the reason in a sentence. */
export function nearlyEmpty(measured: Filled[], limit: number): Map<string, string> {
  const names = [...new Set(measured.map(({ column }) => column))];
  return new Map(
    names.flatMap((column) => {
      const those = measured.filter((each) => each.column === column);
      if (those.some(({ filled, rows }) => filled > 0 && filled >= rows * limit)) return [];
      const { filled, rows } = those[0] ?? { filled: 0, rows: 0 };
      const words = `The column ${column} is filled in ${filled.toLocaleString("en-GB")} of ${rows.toLocaleString("en-GB")} rows.`;
      return [[column, words] as const];
    }),
  );
}
