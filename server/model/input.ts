import { z } from "zod";

const nameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, "may hold only a-z, 0-9 and _");

/** A column of an input: what stands in it, and what it says about people under data protection law. */
const columnSchema = z.strictObject({
  name: nameSchema,
  type: z.enum(["key", "date", "code", "text", "label", "age", "yes-no"]),
  /** The map of `queries/maps` in which its codes stand. */
  map: z.string().optional(),
  required: z.boolean().default(false),
  /** The column that may stand in the place of a required one. */
  or: nameSchema.optional(),
  about: z.enum(["nothing", "key", "person"]),
  example: z.string(),
  meaning: z.string().min(1),
  /** Other headers that records systems give it, the likeliest first. */
  aliases: z.array(z.string().min(1)),
});

export type Column = z.infer<typeof columnSchema>;

/** What an `input.json` says of one kind of file. */
export const inputFileSchema = z.strictObject({
  title: z.string().min(1),
  /** What one row is. */
  row: z.string().min(1),
  /** `always`: at every import. `carried-over`: what is not given stays as it was served. */
  given: z.enum(["always", "carried-over"]),
  /** The date on which a row happened. */
  date: nameSchema,
  key: nameSchema,
  /** The input whose rows may stand in the same file, beside the row's own columns. */
  also: z.string().nullable().default(null),
  columns: z.array(columnSchema),
});

export type Input = z.infer<typeof inputFileSchema> & { role: string };

/** What a home's `input.json` may add to an input of the product: columns. */
export const addedColumnsSchema = z.strictObject({ columns: z.array(columnSchema) });

/** The columns that a file of an input must have; either of two where one may stand in the other's place. */
export function requiredColumns({ columns }: Input): string[][] {
  return columns
    .filter(({ required }) => required)
    .map(({ name, or }) => (or === undefined ? [name] : [name, or]));
}

/** The faults of an input that its shape does not show. */
export function faultsOfInput({ date, key, columns }: Input): string[] {
  const names = columns.map(({ name }) => name);
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  const named = [date, key, ...columns.flatMap(({ or }) => or ?? [])];
  return [
    ...twice.map((name) => `it has the column “${name}” twice`),
    ...named
      .filter((name) => !names.includes(name))
      .map((name) => `it names a column “${name}” that it does not have`),
    ...columns
      .filter(({ type, map }) => type === "code" && map === undefined)
      .map(({ name }) => `its column “${name}” holds codes and names no map`),
    ...columns
      .filter(({ name, type }) => name === date && type !== "date")
      .map(({ name }) => `its date “${name}” is no column of dates`),
  ];
}
