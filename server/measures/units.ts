import type { Definition } from "../model/definition.ts";
import type { CountedUnit } from "../model/unit.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Words } from "../wording/format.ts";

/** One of two snapshots that are read together, as it is attached; nothing if one is read alone. */
export type Side = "" | "earlier." | "later.";

/** A KPI, and what it counts. */
export type Counted = { definition: Definition; unit: CountedUnit };

/** Adds to a KPI the unit that it counts. Throws if the snapshot does not hold it, which an import prevents. */
export function countedBy({ units }: Pick<Manifest, "units">, definition: Definition): Counted {
  const unit = units.find(({ id }) => id === definition.counts);
  if (!unit) throw new Error(`The snapshot holds no ${definition.counts}`);
  return { definition, unit };
}

/** What one and many of what a KPI counts are called; its unit's name where a later model has no such unit. */
export function wordsOf({ units }: Pick<Manifest, "units">, { counts }: Definition): Words {
  const { one, many } = units.find(({ id }) => id === counts) ?? { one: counts, many: counts };
  return { one, many };
}

/** The statement that gives every row of a unit: its number as `unit_no`, its key as `unit_ref`, and all columns of its mart. */
export function unitRows({ mart, number, key }: CountedUnit, side: Side = ""): string {
  return `select ${number} as unit_no, ${key}::varchar as unit_ref, * from ${side}${mart}`;
}

/** The statement that gives what a list says of each row of a unit: its key and the columns of its list, all as text. */
export function listedUnits({ mart, number, key, list }: CountedUnit): string {
  const columns = [key, ...list.map(({ column }) => column)];
  return `select ${number} as unit_no, ${columns.map((column) => `${column}::varchar as ${column}`).join(", ")} from ${mart}`;
}

/** The statement that gives, for all that is in either of two snapshots, the first reason why it counts otherwise, and what a
 * list says of both. It reads the steps `then_units` and `now_units`. */
export function unitChanges({ changes, moved, dimensions }: CountedUnit): string {
  const named = new Set(changes.flatMap(({ columns }) => columns));
  const others = dimensions.map(({ name }) => name).filter((name) => !named.has(name));
  const reasons = changes.map(({ reason, columns, and_dimensions }) => {
    const all = [...columns, ...(and_dimensions ? others : [])];
    const differs = all.map(
      (name) => `then_units.${name}::varchar is distinct from now_units.${name}::varchar`,
    );
    return `when ${differs.join(" or ")} then '${reason}'`;
  });
  const listed = moved.map(({ name, column, of }) => {
    const [then, now] = [`then_units.${column}::varchar`, `now_units.${column}::varchar`];
    return `${{ then, now, latest: `coalesce(${now}, ${then})` }[of]} as ${name}`;
  });
  return `select
    coalesce(now_units.unit_ref, then_units.unit_ref) as unit_ref,
    ${reasons.length > 0 ? `case when then_units.unit_ref is null or now_units.unit_ref is null then null ${reasons.join(" ")} end` : "null"}::varchar as reason,
    ${listed.join(",\n    ")}
from then_units
full join now_units on now_units.unit_ref = then_units.unit_ref`;
}
