import { z } from "zod";
import type { StoredColumn } from "../csv/row-files.ts";

const nameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, "may hold only a-z, 0-9 and _");

/** A column of an input: what stands in it, and what it says about people under data protection law. */
const columnSchema = z.strictObject({
  name: nameSchema,
  type: z.enum(["key", "date", "code", "text", "label", "age", "yes-no"]),
  /** The map of `queries/maps` in which its codes stand. */
  map: z.string().optional(),
  /** Whether codes that the map does not have are usual, as other offences are in an export of every crime. */
  beyond_map: z.boolean().default(false),
  required: z.boolean().default(false),
  /** The column that may stand in the place of a required one. */
  or: nameSchema.optional(),
  about: z.enum(["nothing", "key", "person"]),
  example: z.string(),
  meaning: z.string().min(1),
  /** Other headers that records systems give it, the likeliest first. */
  aliases: z.array(z.string().min(1)),
});

type Column = z.infer<typeof columnSchema>;

/** A rule by which a row is rejected: the column at fault, the reason in plain words, and the words for many such rows. */
const rejectionSchema = z.strictObject({
  column: nameSchema,
  reason: z.string().min(1),
  many: z.string().min(1),
});

/** A table or view that an import makes by the SQL file of its name, beside the definition; or a change to one made before. */
export const stepSchema = z.strictObject({
  makes: z.enum(["table", "view", "temp table", "temp view", "change"]),
  name: nameSchema,
});

export type Step = z.infer<typeof stepSchema>;

/** What an `input.json` says of one kind of file. */
export const inputFileSchema = z.strictObject({
  title: z.string().min(1),
  /** What one row is. */
  row: z.string().min(1),
  /** Its place among the inputs: one that reads what another makes comes after it. */
  order: z.number().default(100),
  /** `always`: at every import. `carried-over`: what is not given stays as it was served. */
  given: z.enum(["always", "carried-over"]),
  /** The date on which a row happened. */
  date: nameSchema,
  key: nameSchema,
  /** The column that says when the export was taken. */
  taken: nameSchema.nullable().default(null),
  /** The input whose rows may stand in the same file, beside the row's own columns. */
  also: z.string().nullable().default(null),
  /** What is made of its rows, in order; they stand in `<role>_rows`. The first is `staged_<role>`: each row with its position
   * and the first rule that rejects it. */
  steps: z.array(stepSchema).min(1),
  /** The table or view of the rows that are accepted, each once, with their positions. */
  accepted: nameSchema,
  rejections: z.record(z.string().regex(/^[a-z][a-z-]*$/), rejectionSchema),
  columns: z.array(columnSchema),
});

/** One kind of file, the folder in which it is defined, and every column that its files may hold: its own, and those of the input
 * that may stand beside them. */
export type Input = z.infer<typeof inputFileSchema> & { role: string; folder: string; mayHold: Column[] };

/** What a home's `input.json` may add to an input of the product: columns. */
export const addedColumnsSchema = z.strictObject({ columns: z.array(columnSchema) });

/** How the rows of an input are stored: keys, which hardly ever repeat, as they stand, all else as the number of its text. */
export function storedColumns({ mayHold }: Input): StoredColumn[] {
  return mayHold.map(({ name, type }) => ({ name, held: type === "key" ? "text" : "number" }));
}

/** The columns of references and keys that a file of an input may hold. */
export function keyColumns({ mayHold }: Input): string[] {
  return mayHold.filter(({ type }) => type === "key").map(({ name }) => name);
}

/** The columns that a file of an input must have; either of two where one may stand in the other's place. */
export function requiredColumns({ columns }: Input): string[][] {
  return columns
    .filter(({ required }) => required)
    .map(({ name, or }) => (or === undefined ? [name] : [name, or]));
}

/** The faults of an input that its shape does not show. */
export function faultsOfInput({ date, key, taken, columns }: Input): string[] {
  const names = columns.map(({ name }) => name);
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  const named = [date, key, ...(taken === null ? [] : [taken]), ...columns.flatMap(({ or }) => or ?? [])];
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

/** The inputs that every import must be given: those that are always given and whose rows stand beside no other's. */
export function neededRoles(inputs: Input[]): string[] {
  const beside = inputs.map(({ also }) => also);
  return inputs.flatMap(({ role, given }) => (given === "always" && !beside.includes(role) ? [role] : []));
}

/** The first needed input of which no file is given. */
export function missingInput(inputs: Input[], files: Record<string, string[]>): string | null {
  return neededRoles(inputs).find((role) => (files[role] ?? []).length === 0) ?? null;
}
