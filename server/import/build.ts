import { join } from "node:path";
import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { type Mapping, noMapping } from "../contract/mapping.ts";
import { type Parameters, readQuery, run, select, selectOne, withSteps } from "../engine/database.ts";
import type { Definition } from "../model/definition.ts";
import { type Input, type Step, storedColumns } from "../model/input.ts";
import type { Model } from "../model/model.ts";
import type { CountedUnit, DefinedUnit } from "../model/unit.ts";
import { setCommonTexts } from "./common-texts.ts";
import type { Report } from "./job.ts";
import { storeMappedCodes } from "./mapped-codes.ts";
import { countTexts } from "./texts-held.ts";

/** A built KPI: why it has no figure to serve (null where it has), and how many of its rows count. */
export type BuiltKpi = { definition: Definition; reason: string | null; counted: number };

/** What was known on which day, the columns that the files have, and why some of them cannot be used. */
export type Held = { asAt: string; columns: Set<string>; unavailable?: Map<string, string> };

/** Makes what every build starts from: the readers, the code maps, the mapping of texts and dates, and empty tables for the rows
 * and texts of the files. */
export async function prepareBuild(
  connection: DuckDBConnection,
  queriesFolder: string,
  inputs: Input[],
  { codes, dates }: Pick<Mapping, "codes" | "dates"> = noMapping,
): Promise<void> {
  await connection.run(`set variable has_excel_days = ${dates.excel_days}`);
  await connection.run(`set variable is_day_first = ${dates.day_first}`);
  await setCommonTexts(connection, queriesFolder);
  await connection.run(readQuery(queriesFolder, "staging/readers.sql"));
  for (const map of ["outcome-codes", "offence-codes", "cancelled-codes"]) {
    await run(
      connection,
      `create table ${map.replace("-", "_")} as from read_csv($path, header = true, all_varchar = true, delim = ',')`,
      { path: join(queriesFolder, "maps", `${map}.csv`) },
    );
  }
  for (const input of inputs) {
    const columns = storedColumns(input).map(({ name, held }) =>
      held === "text" ? `${name} varchar` : `${name} integer default 0`,
    );
    await connection.run(
      `create temp table ${input.role}_rows (position integer, byte_offset double, byte_length integer, ${columns.join(", ")})`,
    );
  }
  await connection.run("create temp table texts (text_no integer, raw varchar)");
  await storeMappedCodes(connection, inputs, codes);
}

/** Works out what every text of the files means, in `text_values`. */
export async function readTexts(
  connection: DuckDBConnection,
  queriesFolder: string,
  inputs: Input[],
): Promise<void> {
  const staging = join(queriesFolder, "staging");
  await create(connection, staging, "text_dates", "temp table");
  await countTexts(connection, inputs);
  for (const name of ["text_codes", "labels"]) await create(connection, staging, name, "temp table");
  await run(connection, readQuery(staging, "label_types.sql"));
  for (const name of ["text_values", "column_texts"]) await create(connection, staging, name, "temp table");
}

/** Runs the steps of every input and unit in their order, once the texts are read. Workings are temporary, so that a published file
 * holds only what its readers need. `besides` are the inputs whose rows stand beside those of another, `rules` are the settings of
 * how rows are read. */
export async function buildMarts(
  connection: DuckDBConnection,
  { inputs, units }: Pick<Model, "inputs" | "units">,
  asAt: string,
  { besides, rules }: { besides: string[]; rules: Record<string, boolean> },
): Promise<void> {
  const isBeside = inputs.map(({ role }) => [`${role}_beside`, besides.includes(role)] as const);
  const parameters = { as_at: asAt, ...rules, ...Object.fromEntries(isBeside) };
  // The engine joins here in the written order, the narrow side second. By itself it would look at the number of rows alone.
  await connection.run("set disabled_optimizers = 'join_order,build_side_probe_side'");
  for (const { folder, steps } of inputs)
    for (const { makes, name } of steps) await create(connection, folder, name, makes, parameters);
  for (const unit of units)
    for (const { makes, name } of unit.steps) {
      await create(connection, unit.folder, name, makes, parameters);
      if (name === unit.mart) await addLabels(connection, unit);
    }
  await connection.run("reset disabled_optimizers");
  await connection.run("create schema kpi");
}

/** Adds to the mart of a unit the labels that a home adds, each from the row by whose position the unit is numbered. */
async function addLabels(
  connection: DuckDBConnection,
  { mart, number, input, added }: DefinedUnit,
): Promise<void> {
  for (const { name, column } of added) {
    await connection.run(`alter table ${mart} add column ${name} varchar default 'unknown'`);
    await run(
      connection,
      `update ${mart} set ${name} = labels.label
      from ${input}_rows, labels
      where ${input}_rows.position = ${mart}.${number}
        and labels.column_name = $column and labels.text_no = ${input}_rows.${column}`,
      { column: column ?? name },
    );
  }
}

/** Runs a file of queries/, which makes the table or view that it is named for or changes an earlier one. */
async function create(
  connection: DuckDBConnection,
  folder: string,
  name: string,
  makes: Step["makes"],
  parameters: Parameters = {},
): Promise<void> {
  const sql = readQuery(folder, `${name}.sql`);
  await run(connection, makes === "change" ? sql : `create ${makes} ${name} as ${sql}`, parameters);
}

/** Stores each KPI's rows as `kpi."<id>"`, as many at a time as there are connections. A KPI whose columns are absent or whose
 * statement fails is left out with the reason, and the others are built all the same. */
export async function buildKpis(
  connections: DuckDBConnection[],
  queriesFolder: string,
  { definitions, units }: { definitions: Definition[]; units: CountedUnit[] },
  held: Held,
  report: Report = () => undefined,
): Promise<BuiltKpi[]> {
  const storedRows = readQuery(queriesFolder, "measures/stored_rows.sql");
  const built = new Map<string, BuiltKpi>();
  const left = definitions.values();
  await Promise.all(
    connections.map(async (connection) => {
      for (const definition of left) {
        report({ stage: "figures", detail: definition.title, done: built.size, of: definitions.length });
        const reason =
          missingColumns(definition, held) ??
          (await buildKpi(connection, storedRows, definition, units, held.asAt));
        const counted = reason === null ? await countRows(connection, definition) : 0;
        built.set(definition.id, { definition, reason, counted });
      }
    }),
  );
  return definitions.flatMap(({ id }) => built.get(id) ?? []);
}

function missingColumns({ needs }: Definition, { columns, unavailable }: Held): string | null {
  const missing = needs.filter((column) => !columns.has(column));
  const words = [
    ...(missing.length > 0 ? [`The files have no column ${missing.join(" and ")}.`] : []),
    ...needs.flatMap((column) => unavailable?.get(column) ?? []),
  ];
  return words.length === 0 ? null : `${words.join(" ")} So this cannot be worked out. It is not zero.`;
}

/** How many rows of a KPI have a value. */
async function countRows(connection: DuckDBConnection, { id }: Definition): Promise<number> {
  const { counted } = await selectOne(
    connection,
    `select count(value)::double as counted from kpi."${id}"`,
    {},
    z.object({ counted: z.number() }),
  );
  return counted;
}

/** Stores the rows of one KPI. Returns why they could not be stored, or null. */
async function buildKpi(
  connection: DuckDBConnection,
  storedRows: string,
  definition: Definition,
  units: CountedUnit[],
  asAt: string,
): Promise<string | null> {
  const unit = units.find(({ id }) => id === definition.counts);
  if (!unit) return `It counts “${definition.counts}”, which is no unit.`;
  try {
    const rows = await contractRows(connection, definition, unit, asAt);
    await run(
      connection,
      `create table kpi."${definition.id}" as ${withSteps([
        ["kpi_rows", rows],
        ["stored_rows", storedRows],
      ])}`,
      kpiParameters(definition, asAt),
    );
    return null;
  } catch (error) {
    const fault = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return `Its query.sql could not be run: ${fault}`;
  }
}

/** A KPI's rows, by the number of what it counts, with those columns of the row contract that its kind has: `counted_until` for
 * a stock, whose `counted_from` is kept as counted_on, and `part` where its numerator is shown in parts. */
async function contractRows(
  connection: DuckDBConnection,
  definition: Definition,
  unit: CountedUnit,
  asAt: string,
): Promise<string> {
  const described = await select(
    connection,
    `describe ${definition.query}`,
    kpiParameters(definition, asAt),
    z.object({ column_name: z.string() }),
  );
  const names = new Set(described.map((row) => row.column_name));
  const required =
    definition.kind === "stock"
      ? [unit.key, "counted_from", "counted_until", "value"]
      : [unit.key, "counted_on", "value"];
  const missing = required.filter((name) => !names.has(name));
  if (missing.length > 0) throw new Error(`it returns no column ${missing.join(", ")}`);
  const isPlaced = names.has(unit.number) && (unit.scopes.length === 0 || names.has("scope_level"));
  const place = isPlaced ? "given" : "units";
  return `select
    ${place}.${unit.number}::integer as unit_no,
    ${unit.scopes.length > 0 ? `${place}.scope_level` : "0"}::utinyint as scope_level,
    given.${definition.kind === "stock" ? "counted_from" : "counted_on"}::date as counted_on,
    ${definition.kind === "stock" ? "given.counted_until::date as counted_until," : ""}
    given.value::double as value,
    ${definition.parts.length > 0 && names.has("part") ? "given.part as part," : ""}
from (
${definition.query}
) as given
${isPlaced ? "" : `inner join ${unit.mart} as units on units.${unit.key} = given.${unit.key}`}`;
}

function kpiParameters(definition: Definition, asAt: string): Parameters {
  const settings = Object.entries(definition.settings).map(([name, { value }]) => [name, value]);
  return { ...Object.fromEntries(settings), as_at: asAt };
}
