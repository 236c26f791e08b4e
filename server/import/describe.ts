import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { type Dimension, dimensions, scopes } from "../contract/filters.ts";
import { select, selectOne } from "../engine/database.ts";
import type { Manifest } from "../store/manifest.ts";
import { addMonths, lastDayOf, monthOf } from "../wording/months.ts";

type Snapshot = Manifest["snapshot"];

/** Says what a built database holds: its force, labels and the values of each dimension. */
export async function describeSnapshot(
  connection: DuckDBConnection,
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
    scopes: [...scopes],
    dimensions: await dimensionValues(connection),
    labels: await labels(connection),
  };
}

/** The as-at date's month if it is that month's last day, otherwise the month before. */
function lastCompleteMonth(asAt: string): string {
  const month = monthOf(asAt);
  return lastDayOf(month) === asAt ? month : addMonths(month, -1);
}

async function dimensionValues(connection: DuckDBConnection): Promise<Record<Dimension, string[]>> {
  const ofOne = (dimension: Dimension) =>
    `select distinct '${dimension}' as dimension, ${dimension}::varchar as value from crimes`;
  const rows = await select(
    connection,
    `from (\n${dimensions.map(ofOne).join("\nunion all\n")}\n) order by value = 'unknown', value`,
    {},
    z.object({ dimension: z.string(), value: z.string() }),
  );
  const valuesOf = (dimension: Dimension) =>
    rows.flatMap((row) => (row.dimension === dimension ? row.value : []));
  return Object.fromEntries(dimensions.map((dimension) => [dimension, valuesOf(dimension)])) as Record<
    Dimension,
    string[]
  >;
}

/** Titles for codes: scopes, dimensions, offences and outcomes. */
async function labels(connection: DuckDBConnection): Promise<Record<string, Record<string, string>>> {
  return {
    scope: {
      rape: "Rape",
      "adult-rape": "Adult rape",
      rasso: "Rape and serious sexual offences",
      "all-sexual": "All sexual offences",
      all: "Every crime in the files",
    },
    dimension: {
      force: "Force",
      district: "District",
      team: "Team",
      offence: "Offence",
      victim_age_band: "Victim age",
      victim_sex: "Victim sex",
      relationship: "Relationship",
      domestic: "Domestic abuse",
      non_recent: "Non-recent",
      suspect_identified: "Suspect identified",
    },
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
