import type { Mapping } from "../../contract/mapping.ts";
import type { Input } from "../../model/input.ts";
import { decideColumns, headerKey, isKey, missingColumns } from "../read/columns.ts";
import { fitOf, noKeyBecause } from "./shapes.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { headerWordsOf, likeness } from "./words.ts";

/** `mapped`: the mapping says so. `known`: the header is one of the column's names, so that it is read without a mapping. */
export type Suggestion = { column: string | null; confidence: number; mapped: boolean; known: boolean };

type Candidate = { header: number; column: string; confidence: number };

const fewestConfidence = 0.3;

/** The column that each header of a file of an input seems to hold, each column once: as it is read without a further word;
 * of those left, by names that are alike and by what stands under the header. */
export function suggestColumns(
  headers: string[],
  values: string[][],
  input: Input,
  mapping: Mapping["columns"][string],
  vocabulary: Vocabulary,
): { columns: Suggestion[]; missing: string[] } {
  const decided = decideColumns(headers, values, { input, mapping, vocabulary }, "The file");
  const mapped = new Map(Object.entries(mapping).map(([header, column]) => [headerKey(header), column]));
  const names = namesOf(input);
  const columns = headers.map((header, place): Suggestion => {
    const column = decided.columns[place] ?? null;
    if (mapped.has(headerKey(header))) return { column, confidence: 1, mapped: true, known: false };
    if (column === null) return { column, confidence: 0, mapped: false, known: false };
    const confidence = confidenceOf(header, names.get(column) ?? [], { share: null, tells: false }) / 0.9;
    return { column, confidence: Number(confidence.toFixed(2)), mapped: false, known: true };
  });
  const candidates = headers.flatMap((header, place): Candidate[] =>
    columns[place]?.mapped || columns[place]?.column
      ? []
      : input.mayHold
          .map(({ name }) => name)
          .filter((column) => !isKey(input, column) || noKeyBecause(column, values[place] ?? []) === null)
          .map((column) => ({
            header: place,
            column,
            confidence: confidenceOf(
              header,
              names.get(column) ?? [],
              fitOf(column, values[place] ?? [], vocabulary),
            ),
          })),
  );
  const taken = new Set(columns.flatMap(({ column }) => column ?? []));
  for (const { header, column, confidence } of candidates.sort((a, b) => b.confidence - a.confidence)) {
    if (confidence < fewestConfidence || taken.has(column) || columns[header]?.column) continue;
    columns[header] = { column, confidence: Number(confidence.toFixed(2)), mapped: false, known: false };
    taken.add(column);
  }
  return {
    columns,
    missing: missingColumns(
      columns.map(({ column }) => column),
      input,
    ),
  };
}

/** Each column's own name, then its other names, the likeliest first. */
function namesOf({ mayHold }: Input): Map<string, string[]> {
  return new Map(mayHold.map(({ name, aliases }) => [name, [name, ...aliases]]));
}

/** From 0 to 1: a known name is nearly certain, an alike one less so; values that do not fit take most of it away, and values
 * that only this column has (codes) stand for themselves. */
function confidenceOf(
  header: string,
  names: string[],
  fit: { share: number | null; tells: boolean },
): number {
  const key = headerKey(header);
  const place = names.findIndex((name) => headerKey(name) === key);
  const words = headerWordsOf(header);
  const byName =
    place >= 0
      ? 1 - place / 1000
      : 0.9 * Math.max(0, ...names.map((name) => likeness(words, headerWordsOf(name))));
  if (fit.share === null) return byName * 0.9;
  if (fit.share < 0.5) return byName * 0.4;
  return Math.max(byName * (0.6 + 0.4 * fit.share), fit.tells ? 0.6 * fit.share : 0);
}
