import type { Mapping } from "../../contract/mapping.ts";
import { headerKey } from "../read/columns.ts";

/** A mapping under the name that it is saved under. */
export type Named = { name: string; value: Mapping };

/** The saved mapping that was made for files with these headers: each role of which it reads columns has a file with all of them, and
 * each file is one of those. Of several the one that reads most columns, then the first given. Null where none fits. */
export function fittingMapping(saved: Named[], files: { fields: string[] }[]): Named | null {
  const headers = files.map(({ fields }) => new Set(fields.map(headerKey)));
  const [best] = saved
    .map((mapping) => ({ mapping, inputs: readHeaders(mapping.value) }))
    .filter(({ inputs }) => fits(inputs, headers))
    .sort((a, b) => b.inputs.flat().length - a.inputs.flat().length);
  return best?.mapping ?? null;
}

/** The headers that a mapping reads, by the roles of which it reads any. */
function readHeaders({ columns }: Mapping): string[][] {
  return Object.values(columns)
    .map((held) => Object.keys(held).filter((header) => held[header] !== null))
    .filter((read) => read.length > 0);
}

function fits(inputs: string[][], files: Set<string>[]): boolean {
  const isOf = (file: Set<string>, read: string[]) => read.every((header) => file.has(headerKey(header)));
  return (
    inputs.length > 0 &&
    inputs.every((read) => files.some((file) => isOf(file, read))) &&
    files.every((file) => inputs.some((read) => isOf(file, read)))
  );
}
