import { z } from "zod";
import { stepSchema } from "./input.ts";

const nameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, "may hold only a-z, 0-9 and _");

/** By what the things counted can be filtered and split. */
const dimensionSchema = z.strictObject({
  name: nameSchema,
  title: z.string().min(1),
  kind: z.enum(["label", "code", "yes-no", "band"]),
  /** Of a label: the column of the unit's input that holds it. */
  column: nameSchema.optional(),
  /** Of a code: the map of `queries/maps` that names it. */
  map: z.string().optional(),
  /** Of a band: every band, the lowest first. */
  values: z.array(z.string()).min(1).optional(),
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

/** A unit with the folder in which it is defined. */
export type DefinedUnit = CountedUnit & { folder: string };

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
