import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from "duckdb";
import type { z } from "zod";
import { readOnce } from "./query-cache.ts";

/** A list that is bound as one parameter. Its type is given with it, because the first item may not tell it: the list
 * may be empty, or begin with a whole number. */
type ListParameter = { list: DuckDBValue; type: DuckDBType };

export type Parameters = Record<string, DuckDBValue | ListParameter>;

/** Opens a database to build in: a new file, or `:memory:`. */
export async function createDatabase(path: string, tempFolder?: string): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: "1GB",
    ...(tempFolder ? { temp_directory: tempFolder } : {}),
  });
}

/** Opens a published file for reading only, unable to reach any other file, extension or setting. */
export async function openReadOnly(path: string): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, {
    access_mode: "READ_ONLY",
    temp_directory: "",
    memory_limit: "2GB",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    enable_external_access: "false",
    lock_configuration: "true",
  });
}

/** Binds texts as one list. Statements cast it with `::varchar[]`. */
export function textList(texts: (string | null)[]): ListParameter {
  return { list: listValue(texts), type: LIST(VARCHAR) };
}

/** Binds numbers as one list of doubles. */
export function numberList(numbers: (number | null)[]): ListParameter {
  return { list: listValue(numbers), type: LIST(DOUBLE) };
}

/** Reads one file of queries/, such as `measures/months.sql`. */
export function readQuery(queriesFolder: string, name: string): string {
  return readFileSync(join(queriesFolder, name), "utf8");
}

/** Runs one statement, binding those of the named parameters that it uses. */
export async function run(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
): Promise<void> {
  const { values, types } = bound(sql, parameters);
  await connection.run(sql, values, types);
}

/** The rows of one statement, each checked against the schema. */
export async function select<Row extends z.ZodType>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
  row: Row,
): Promise<z.infer<Row>[]> {
  const { values, types } = bound(sql, parameters);
  const rows = await readOnce(sql, values, async () =>
    (await connection.runAndReadAll(sql, values, types)).getRowObjectsJson(),
  );
  return row.array().parse(rows);
}

/** Reads the rows of a statement that is asked often. The connection keeps its plan. The statement must use each parameter once and
 * cast it, otherwise the engine plans it again each time. One caller at a time may use the connection. */
export async function selectKept<Row extends z.ZodType>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
  row: Row,
): Promise<z.infer<Row>[]> {
  const statements = keptStatements.get(connection) ?? new Map<string, DuckDBPreparedStatement>();
  keptStatements.set(connection, statements);
  const statement = statements.get(sql) ?? (await connection.prepare(sql));
  statements.set(sql, statement);
  const { values, types } = bound(sql, parameters);
  statement.bind(values, types);
  const result = await statement.runAndReadAll();
  return row.array().parse(result.getRowObjectsJson());
}

const keptStatements = new WeakMap<DuckDBConnection, Map<string, DuckDBPreparedStatement>>();

/** The single row of one statement, checked against the schema. */
export async function selectOne<Row extends z.ZodType>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
  row: Row,
): Promise<z.infer<Row>> {
  const { values, types } = bound(sql, parameters);
  const result = await connection.runAndReadAll(sql, values, types);
  return row.parse(result.getRowObjectsJson()[0]);
}

/** Joins named steps to one statement: each step can read those before it, and the last one is the answer. Every step that needs
 * the rows of a KPI reads them again, because that is faster than a copy. */
export function withSteps(steps: [name: string, sql: string][]): string {
  const last = steps.at(-1);
  if (!last) throw new Error("A statement needs at least one step");
  const named = steps.map(
    ([name, sql]) => `${name} as ${name === "kpi_rows" ? "not materialized " : ""}(\n${sql}\n)`,
  );
  return `with ${named.join(",\n")}\nselect * from ${last[0]}`;
}

/** Those of the parameters that the statement names, and the types of the lists among them. */
function bound(
  sql: string,
  parameters: Parameters,
): { values: Record<string, DuckDBValue>; types: Record<string, DuckDBType> } {
  const names = new Set([...sql.matchAll(/\$([a-z_0-9]+)/g)].map(([, name]) => name));
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (!names.has(name)) continue;
    if (isList(value)) types[name] = value.type;
    values[name] = isList(value) ? value.list : value;
  }
  return { values, types };
}

function isList(value: DuckDBValue | ListParameter): value is ListParameter {
  return typeof value === "object" && value !== null && "list" in value;
}
