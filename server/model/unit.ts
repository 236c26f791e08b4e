import { z } from "zod";
import { parameterNames } from "../contract/filters.ts";
import { stepSchema } from "./input.ts";

const nameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, "may hold only a-z, 0-9 and _");

/** By what the things counted can be filtered and split. */
const dimensionSchema = z.strictObject({
  name: nameSchema.refine((name) => !parameterNames.includes(name), "is the name of a parameter of the API"),
  title: z.string().min(1),
  kind: z.enum(["label", "code", "yes-no", "band"]),
  /** The column of the unit's input that it is made of; a label must have one. */
  column: nameSchema.optional(),
  /** Of a code: the map of `queries/maps` that names it. */
  map: z.string().optional(),
  /** Of a band: every band, the lowest first. */
  values: z.array(z.string()).min(1).optional(),
  /** Whether it says where something is. How a figure is defined does not depend on it. */
  is_place: z.boolean().default(false),
  /** What stands where none of its values is chosen. Pages show such a dimension before the others. */
  whole: z.string().min(1).optional(),
  /** Whether it says who works on something: open ones are shown by it. */
  is_holder: z.boolean().default(false),
  /** Endings are compared by it first: the question that this answers, and the titles of its values there. */
  endings: z
    .strictObject({ question: z.string().min(1), titles: z.record(z.string(), z.string()) })
    .optional(),
});

/** A choice of what is counted, by the level from which on it holds a row. */
const scopeSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  level: z.number().int().nonnegative(),
  /** The one that is meant where none is asked for. */
  usual: z.boolean().default(false),
});

/** A column of the list of what is counted, beside its key, the date that counted it and its value. */
const listColumnSchema = z.strictObject({
  column: nameSchema,
  title: z.string().min(1),
  kind: z.enum(["date", "label", "number"]),
  /** Among which labels of the snapshot its titles stand, where not under the column's own name. */
  labels: z.string().optional(),
  /** What stands for a blank. */
  blank: z.string().optional(),
});

/** Why something counts otherwise than in an earlier snapshot: these columns of the mart differ. */
const changeSchema = z.strictObject({
  reason: z.string().regex(/^[a-z][a-z-]*$/),
  title: z.string().min(1),
  columns: z.array(nameSchema),
  /** Whether a dimension that no other reason names is one of the columns. */
  and_dimensions: z.boolean().default(false),
});

/** A column of the list of what moved between two snapshots, as it stood in one of them. */
const movedColumnSchema = z.strictObject({
  name: nameSchema,
  title: z.string().min(1),
  column: nameSchema,
  of: z.enum(["then", "now", "latest"]),
});

/** What a `unit.json` says of one kind of thing that KPIs count. */
export const unitFileSchema = z.strictObject({
  one: z.string().min(1),
  many: z.string().min(1),
  /** The column of the mart by which people know it. */
  key: nameSchema,
  /** The input whose rows it is made of. */
  input: z.string(),
  /** The table that has one row of it, and the column that numbers them, by which rows of KPIs know it. */
  mart: nameSchema,
  number: nameSchema,
  /** The table or view of those that are counted, where that is not every row of the mart. */
  counted: nameSchema.optional(),
  /** Whether it is the unit that is followed from its record to its ending, of which there is one. */
  is_followed: z.boolean().default(false),
  /** What an import makes to have the mart, in order. */
  steps: z.array(stepSchema).min(1),
  dimensions: z.array(dimensionSchema),
  scopes: z.array(scopeSchema).default([]),
  list: z.array(listColumnSchema).default([]),
  changes: z.array(changeSchema).default([]),
  moved: z.array(movedColumnSchema).default([]),
});

export const unitSchema = unitFileSchema.extend({ id: z.string() });

export type CountedUnit = z.infer<typeof unitSchema>;

/** A unit with the folder in which it is defined, and the dimensions that a home adds to it, which its own steps know nothing of. */
export type DefinedUnit = CountedUnit & { folder: string; added: CountedUnit["dimensions"] };

/** What a snapshot keeps of a unit. */
export function keptUnit({ folder: _, added: __, ...unit }: DefinedUnit): CountedUnit {
  return unit;
}

/** The unit that is followed to its ending. Throws where there is none, which the model does not let happen. */
export function followedUnit<Unit extends { is_followed: boolean }>(units: Unit[]): Unit {
  const found = units.find(({ is_followed }) => is_followed);
  if (!found) throw new Error("No unit is followed to its ending");
  return found;
}

/** The dimension by which open ones are shown where nobody names another. */
export function holderOf({ dimensions }: CountedUnit): string {
  const found = dimensions.find(({ is_holder }) => is_holder) ?? dimensions[0];
  if (!found) throw new Error("The unit that is followed has no dimension");
  return found.name;
}

/** Every dimension of the units, each once, in their order. */
export function dimensionsOf<Dimension extends { name: string }>(
  units: { dimensions: Dimension[] }[],
): Dimension[] {
  const named = new Map<string, Dimension>();
  for (const dimension of units.flatMap(({ dimensions }) => dimensions))
    if (!named.has(dimension.name)) named.set(dimension.name, dimension);
  return [...named.values()];
}

/** The values that may always be asked of a dimension, whether or not anything has them. */
export function possibleValues({ kind, values }: CountedUnit["dimensions"][number]): string[] {
  return kind === "yes-no" ? ["yes", "no"] : (values ?? []);
}

/** Every scope of the units, each once, in their order. */
export function scopesOf<Scope extends { id: string }>(units: { scopes: Scope[] }[]): Scope[] {
  return [...new Map(units.flatMap(({ scopes }) => scopes).map((scope) => [scope.id, scope])).values()];
}

/** The scope that is meant where none is asked for. Throws where there is none, which the model does not let happen. */
export function usualScope(units: Pick<CountedUnit, "scopes">[]): string {
  const found = scopesOf(units).find(({ usual }) => usual);
  if (!found) throw new Error("No scope is the usual one");
  return found.id;
}

/** The faults of a unit that its shape does not show. */
export function faultsOfUnit({ dimensions, scopes }: CountedUnit): string[] {
  const names = dimensions.map(({ name }) => name);
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  const usual = scopes.filter((scope) => scope.usual).length;
  const needed = { label: "column", code: "map", band: "values", "yes-no": null } as const;
  return [
    ...twice.map((name) => `it has the dimension “${name}” twice`),
    ...dimensions.flatMap((dimension) => {
      const need = needed[dimension.kind];
      return need && dimension[need] === undefined
        ? [`its dimension “${dimension.name}” is a ${dimension.kind} and names no ${need}`]
        : [];
    }),
    ...(scopes.length > 0 && usual !== 1 ? ["one of its scopes, and only one, must be the usual one"] : []),
  ];
}
