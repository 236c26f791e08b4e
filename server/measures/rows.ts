import { chosenDimensions, chosenOf, type Dimension, type Filters } from "../contract/filters.ts";
import { Problem } from "../contract/problem.ts";
import type { Parameters } from "../engine/database.ts";
import { type CountedUnit, dimensionsOf, possibleValues, scopesOf } from "../model/unit.ts";
import type { Counted, Side } from "./units.ts";

/** The conditions that the filters put on rows of a unit, with the values that they bind. Throws a 400 for a dimension or a scope that
 * the unit does not have. */
export function filterConditions(
  unit: CountedUnit,
  filters: Filters,
): { conditions: string; parameters: Record<string, string> } {
  refuseOtherDimensions(unit, chosenDimensions(filters));
  const conditions = [scopeCondition(unit, filters.scope)];
  const parameters: Record<string, string> = {};
  for (const { name } of unit.dimensions) {
    const values = chosenOf(filters, name);
    if (!values) continue;
    const names = values.map((value, index) => {
      parameters[`${name}_${index}`] = value;
      return `$${name}_${index}`;
    });
    conditions.push(`${name} in (${names.join(", ")})`);
  }
  return { conditions: conditions.join(" and "), parameters };
}

/** The condition that chooses what a unit has of its labels, in every scope. */
export function labelConditions(unit: CountedUnit, filters: Filters): ReturnType<typeof filterConditions> {
  const { scope: _, ...labels } = filters;
  return filterConditions({ ...unit, scopes: [] }, labels);
}

/** The rows of a scope, by the level of the narrowest one that holds a row; of the usual scope where none is named. */
function scopeCondition({ scopes, many }: CountedUnit, asked: string | undefined): string {
  const found = scopes.find(({ id, usual }) => (asked === undefined ? usual : id === asked));
  if (found) return found.level === 0 ? "true" : `scope_level >= ${found.level}`;
  if (asked === undefined) return "true";
  throw new Problem(400, "not-split", `There is no scope “${asked}” of ${many}.`, "scope");
}

/** Refuses with a 400 a split or filter by a dimension that a unit does not have: no figure is shown as if it were of a group. */
export function refuseOtherDimensions({ many, dimensions }: CountedUnit, asked: Dimension[]): void {
  const other = asked.find((each) => !dimensions.some(({ name }) => name === each));
  if (other !== undefined)
    throw new Problem(
      400,
      "not-split",
      `There is no figure of ${many} by ${other.replaceAll("_", " ")}.`,
      other,
    );
}

/** The statement that gives the rows of a KPI within the filters, each with its group, and the values that it binds; of one of
 * two databases, where two are compared. */
export function filteredRows(
  { definition, unit }: Counted,
  filters: Filters,
  split: Dimension | undefined,
  side: Side = "",
): { sql: string; parameters: Parameters } {
  const { conditions, parameters } = filterConditions(unit, filters);
  if (split !== undefined) refuseOtherDimensions(unit, [split]);
  const labels = [...new Set([...chosenDimensions(filters), ...(split === undefined ? [] : [split])])];
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

/** What of a unit is counted within the filters, each with its label in a dimension, and the values that it binds. */
export function filteredUnits(
  unit: CountedUnit,
  filters: Filters,
  by?: Dimension,
): { sql: string; parameters: Parameters } {
  const { conditions, parameters } = filterConditions(unit, filters);
  if (by !== undefined) refuseOtherDimensions(unit, [by]);
  const sql = `select
    *,
    ${by ?? "null"}::varchar as group_label,
from ${unit.counted ?? unit.mart}
where ${conditions}`;
  return { sql, parameters };
}

/** Refuses a scope, a dimension or a value that the snapshot does not have, rather than answer with an empty figure. */
export function refuseUnknownValues(
  filters: Filters,
  { units, known }: { units: CountedUnit[]; known: Record<Dimension, string[]> },
  split?: { parameter: string; dimension: Dimension | undefined },
): void {
  const dimensions = dimensionsOf(units);
  const scopes = scopesOf(units).map(({ id }) => id);
  if (filters.scope !== undefined && !scopes.includes(filters.scope))
    throw new Problem(
      400,
      "unknown-scope",
      `There is no scope “${filters.scope}”. There are ${scopes.join(", ")}.`,
      "scope",
    );
  if (split?.dimension !== undefined && !dimensions.some(({ name }) => name === split.dimension))
    throw new Problem(400, "bad-parameter", `There is no dimension “${split.dimension}”.`, split.parameter);
  for (const name of chosenDimensions(filters)) {
    const dimension = dimensions.find((each) => each.name === name);
    if (!dimension) throw new Problem(400, "bad-parameter", `There is no parameter “${name}”.`, name);
    const possible = new Set([...(known[name] ?? []), ...possibleValues(dimension), "unknown"]);
    const unknown = chosenOf(filters, name)?.find((value) => !possible.has(value));
    if (unknown !== undefined)
      throw new Problem(400, "unknown-value", `There is no ${name} “${unknown}” in this snapshot.`, name);
  }
}
