import { z } from "zod";
import { type Comparator, comparatorSchema } from "../contract/comparators.ts";
import { readDocument } from "../store/documents.ts";
import type { Home } from "../store/home.ts";

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
