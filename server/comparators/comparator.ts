import { z } from "zod";
import { readDocument } from "../documents/documents.ts";
import { scopeSchema } from "../schemas.ts";
import type { Home } from "../store/home.ts";

/** A figure of another area, as somebody published it: it may be compared with a KPI of the same measure, basis and scope. */
export const comparatorSchema = z.strictObject({
  measure: z.string().min(1).max(80),
  scope: scopeSchema,
  area: z.string().min(1).max(80),
  period: z.string().min(1).max(60),
  value: z.number().min(0),
  /** The date that puts a crime in a period: R recorded, O closed, C charged, E an event, S in stock at its end. */
  basis: z.enum(["R", "O", "C", "E", "S"]),
  source: z.string().min(1).max(120),
  as_at: z.string().regex(/^\d{4}-\d\d(-\d\d)?$/, "must be a date or a month, such as 2024-02-13 or 2024-02"),
  url: z.string().max(300).nullable(),
  note: z.string().max(200).nullable(),
});

export type Comparator = z.infer<typeof comparatorSchema>;

/** The comparators that a force imported itself, as one document; a new file replaces them all. */
export const comparatorsSchema = z.strictObject({ file: z.string(), rows: z.array(comparatorSchema) });

export const comparatorsDocument = "comparators";

export type Known = Comparator & { origin: "published" | "imported" };

/** Every comparator: those that the product holds, and those of the force's own file. */
export async function readComparators(home: Home, published: Comparator[]): Promise<Known[]> {
  const own = await readDocument(home, comparatorsDocument, comparatorsSchema);
  return [
    ...published.map((row) => ({ ...row, origin: "published" as const })),
    ...(own?.value.rows ?? []).map((row) => ({ ...row, origin: "imported" as const })),
  ];
}
