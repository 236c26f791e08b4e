import { type Dimension, dimensions, type Filters, type Scope } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import type { Parameters } from "../engine/database.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Counted, Side } from "./units.ts";

/** The crimes of each scope, by the level that queries/marts/crimes.sql gives to the narrowest one that holds a crime. */
const scopeConditions: Record<Scope, string> = {
  rape: "scope_level >= 3",
  "adult-rape": "scope_level >= 4",
  rasso: "scope_level >= 2",
  "all-sexual": "scope_level >= 1",
  all: "true",
};

/** Values that a dimension may always be asked for, whether or not the snapshot holds one. */
const fixedValues: Partial<Record<Dimension, string[]>> = {
  victim_age_band: ["0-12", "13-15", "16-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"],
  domestic: ["yes", "no"],
  non_recent: ["yes", "no"],
  suspect_identified: ["yes", "no"],
};

/** The conditions that the filters put on rows, with the values that they bind. */
export function filterConditions(filters: Filters): {
  conditions: string;
  parameters: Record<string, string>;
} {
  const conditions = [scopeConditions[filters.scope ?? "rasso"]];
  const parameters: Record<string, string> = {};
  for (const dimension of dimensions) {
    const values = filters[dimension];
    if (!values) continue;
    const names = values.map((value, index) => {
      parameters[`${dimension}_${index}`] = value;
      return `$${dimension}_${index}`;
    });
    conditions.push(`${dimension} in (${names.join(", ")})`);
  }
  return { conditions: conditions.join(" and "), parameters };
}

/** The statement that gives the rows of a KPI within the filters, each with its group, and the values that it binds; of one of
 * two databases, where two are compared. */
export function filteredRows(
  { definition, unit }: Counted,
  filters: Filters,
  split: Dimension | undefined,
  side: Side = "",
): { sql: string; parameters: Parameters } {
  const { conditions, parameters } = filterConditions(filters);
  const labels = dimensions.filter((dimension) => filters[dimension] || dimension === split);
  const sql = `select
    stored.rowid as row_no,
    unit_no,
    month,
    counted_on,
    ${definition.kind === "stock" ? "counted_until" : "null::date as counted_until"},
    value,
    ${definition.parts.length > 0 ? "part" : "null::varchar as part"},
    ${split ?? "null"}::varchar as split,
from ${side}kpi."${definition.id}" as stored
${labels.length > 0 ? `inner join (select ${unit.number} as unit_no, ${labels.join(", ")} from ${side}${unit.mart}) as labels using (unit_no)` : ""}
where ${conditions}`;
  return { sql, parameters };
}

/** The rows of a KPI within the filters where those that their labels choose are bound as `$chosen_units`. */
export function chosenRows(counted: Counted, filters: Filters): string {
  const { sql } = filteredRows(counted, filters.scope ? { scope: filters.scope } : {}, undefined);
  return `${sql} and get_bit($chosen_units, unit_no) = 1`;
}

/** The counted crimes within the filters, each with its label in a dimension, and the values that it binds. */
export function filteredCrimes(filters: Filters, by?: Dimension): { sql: string; parameters: Parameters } {
  const { conditions, parameters } = filterConditions(filters);
  const sql = `select
    *,
    ${by ?? "null"}::varchar as group_label,
from counted_crimes
where ${conditions}`;
  return { sql, parameters };
}

/** Refuses a filter value that the snapshot does not have, rather than answer with an empty figure. */
export function refuseUnknownValues(filters: Filters, known: Manifest["snapshot"]["dimensions"]): void {
  for (const dimension of dimensions) {
    const possible = new Set([...(known[dimension] ?? []), ...(fixedValues[dimension] ?? []), "unknown"]);
    const unknown = filters[dimension]?.find((value) => !possible.has(value));
    if (unknown !== undefined) {
      throw new Problem(
        400,
        "unknown-value",
        `There is no ${dimension} “${unknown}” in this snapshot.`,
        dimension,
      );
    }
  }
}
