import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { checksSchema } from "../contract/snapshot.ts";
import { readQuery, run, selectOne } from "../engine/database.ts";

/** A check of queries/checks and what it found: `kpis` are those that it affects, empty if it affects all. */
type Check = z.infer<typeof checksSchema>["checks"][number];

/** What the checks need to know besides the tables. */
export type CheckFacts = {
  asAt: string;
  /** The month in which the data begin. */
  begins: string;
  /** The input columns that the files had. */
  columns: Set<string>;
  /** Rows read from the files of each role, now and in the last snapshot (null: there was none). */
  rows: Record<string, number>;
  previousRows: Record<string, number> | null;
};

/** Runs every file of queries/checks. A check that finds nothing is in the list with count 0. A check whose columns the files
 * lack is not in the list. */
export async function runChecks(
  connection: DuckDBConnection,
  queriesFolder: string,
  { asAt, begins, columns, rows, previousRows }: CheckFacts,
): Promise<Check[]> {
  const checks: Check[] = [];
  const parameters = { as_at: asAt, begins: `${begins}-01` };
  await storeRowCounts(connection, rows, previousRows);
  for (const file of readdirSync(join(queriesFolder, "checks")).sort()) {
    const sql = readQuery(queriesFolder, `checks/${file}`);
    const { severity, message, passed, needs, kpis, mend } = checkHeader(file, sql);
    if (needs.some((column) => !columns.has(column))) continue;
    const { count, examples } = await selectOne(
      connection,
      `with rows_found as materialized (\n${sql}\n)
      select
          (select count(*) from rows_found)::integer as count,
          (select coalesce(list(rows_found), []) from (from rows_found limit 5) as rows_found) as examples`,
      parameters,
      z.object({ count: z.number(), examples: z.array(foundRowSchema) }),
    );
    checks.push({
      check: file.replace(/\.sql$/, ""),
      severity,
      count,
      message: examples[0] ? filledIn(message, count, examples[0]) : passed,
      kpis,
      mend,
      examples: examples.map(({ found }) => found),
    });
  }
  return checks;
}

async function storeRowCounts(
  connection: DuckDBConnection,
  rows: CheckFacts["rows"],
  previousRows: CheckFacts["previousRows"],
): Promise<void> {
  await connection.run("create temp table input_rows (role varchar, rows_now bigint, rows_before bigint)");
  for (const [role, rowsNow] of Object.entries(rows))
    await run(connection, "insert into input_rows values ($role, $rows_now, $rows_before)", {
      role,
      rows_now: rowsNow,
      rows_before: previousRows?.[role] ?? null,
    });
}

/** What is wrong. Further columns of the statement fill the braces of the message. */
const foundRowSchema = z.object({ found: z.string() }).catchall(z.union([z.string(), z.number()]));

function checkHeader(file: string, sql: string) {
  const severity = z.enum(["error", "warning"]).parse(line("severity"));
  const affects = required("affects");
  return {
    severity,
    message: required("message"),
    passed: required("passed"),
    needs: line("needs")?.split(", ") ?? [],
    kpis: affects === "all" ? [] : affects.split(", "),
    mend: z.literal("map").optional().parse(line("mend")),
  };

  function line(name: string): string | undefined {
    return new RegExp(`^-- ${name}: (.+)$`, "m").exec(sql)?.[1];
  }

  function required(name: string): string {
    const found = line(name);
    if (!found) throw new Error(`queries/checks/${file} lacks its ${name} line`);
    return found;
  }
}

/** Fills in `{count}`, the further columns by name, and the words for one or many, as in `{count} crime[s] [is|are] open`. */
function filledIn(message: string, count: number, row: z.infer<typeof foundRowSchema>): string {
  const values: Record<string, string | number> = { ...row, count };
  return message
    .replace(/\{([a-z_]+)\}/g, (_, name: string) => (values[name] ?? name).toLocaleString("en-GB"))
    .replace(/\[([^\]|]*)\|([^\]]*)\]/g, (_, one: string, many: string) => (count === 1 ? one : many))
    .replace(/\[([^\]]*)\]/g, (_, many: string) => (count === 1 ? "" : many));
}
