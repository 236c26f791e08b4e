import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import type { Dimension } from "../contract/filters.ts";
import { select, selectOne } from "../engine/database.ts";
import { type CountedUnit, dimensionsOf, scopesOf } from "../model/unit.ts";
import type { Manifest } from "../store/manifest.ts";
import { addMonths, lastDayOf, monthOf } from "../wording/months.ts";

type Snapshot = Manifest["snapshot"];

/** Says what a built database holds: its force, labels and the values of each dimension. */
export async function describeSnapshot(
  connection: DuckDBConnection,
  units: CountedUnit[],
  known: Pick<Snapshot, "id" | "asAt" | "importedAt" | "files" | "firstMonth" | "begins">,
): Promise<Snapshot> {
  const { force, synthetic } = await selectOne(
    connection,
    `select
        case when count(distinct force) = 1 and any_value(force) != 'unknown' then any_value(force) end as force,
        coalesce(bool_and(force ilike '%synthetic%'), false) as synthetic,
    from crimes`,
    {},
    z.object({ force: z.string().nullable(), synthetic: z.boolean() }),
  );
  return {
    ...known,
    lastCompleteMonth: lastCompleteMonth(known.asAt),
    force,
    synthetic,
    scopes: scopesOf(units).map(({ id }) => id),
    dimensions: await dimensionValues(connection, units),
    labels: await labels(connection, units),
  };
}

/** The as-at date's month if it is that month's last day, otherwise the month before. */
function lastCompleteMonth(asAt: string): string {
  const month = monthOf(asAt);
  return lastDayOf(month) === asAt ? month : addMonths(month, -1);
}

/** The values of every dimension, in the order of the units. */
async function dimensionValues(
  connection: DuckDBConnection,
  units: CountedUnit[],
): Promise<Record<Dimension, string[]>> {
  const ofOne = ({ mart, dimensions }: CountedUnit) =>
    dimensions.map(
      ({ name }) => `select distinct '${name}' as dimension, ${name}::varchar as value from ${mart}`,
    );
  const rows = await select(
    connection,
    `select distinct * from (\n${units.flatMap(ofOne).join("\nunion all\n")}\n) order by value = 'unknown', value`,
    {},
    z.object({ dimension: z.string(), value: z.string() }),
  );
  const valuesOf = (dimension: Dimension) =>
    rows.flatMap((row) => (row.dimension === dimension ? row.value : []));
  return Object.fromEntries(dimensionsOf(units).map(({ name }) => [name, valuesOf(name)]));
}

/** Titles for codes: scopes, dimensions, offences and outcomes. */
async function labels(
  connection: DuckDBConnection,
  units: CountedUnit[],
): Promise<Record<string, Record<string, string>>> {
  return {
    scope: Object.fromEntries(scopesOf(units).map(({ id, title }) => [id, title])),
    dimension: Object.fromEntries(dimensionsOf(units).map(({ name, title }) => [name, title])),
    offence: await codeLabels(connection, "offence_codes", "offence_code"),
    outcome: await codeLabels(connection, "outcome_codes", "outcome_code"),
  };
}

async function codeLabels(
  connection: DuckDBConnection,
  table: string,
  code: string,
): Promise<Record<string, string>> {
  const rows = await select(
    connection,
    `select ${code} as code, label from ${table}`,
    {},
    z.object({ code: z.string(), label: z.string() }),
  );
  return Object.fromEntries(rows.map((row) => [row.code, row.label]));
}
