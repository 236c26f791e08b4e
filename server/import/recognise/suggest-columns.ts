import type { Mapping } from "../../contract/mapping.ts";
import type { Input } from "../../model/input.ts";
import { decideColumns, headerKey, isKey, missingColumns } from "../read/columns.ts";
import { fitOf, neverReadBecause, noKeyBecause } from "./shapes.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { headerWordsOf, likeness } from "./words.ts";

/** `mapped`: the mapping says so. `known`: the header is one of the column's names, so that it is read without a mapping. `refused`:
 * why it may never be read. */
export type Suggestion = {
  column: string | null;
  confidence: number;
  mapped: boolean;
  known: boolean;
  refused: string | null;
};

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
  const isMappedKey = (header: string) => {
    const column = mapped.get(headerKey(header));
    return column !== null && column !== undefined && isKey(input, column);
  };
  const all = headers.map((header, place) => candidatesOf(header, place));
  const columns = headers.map((header, place): Suggestion => {
    const column = decided.columns[place] ?? null;
    const isMapped = mapped.has(headerKey(header));
    const nearest = all[place]?.[0]?.column;
    const wouldBeKey = isMappedKey(header) || (!isMapped && nearest !== undefined && isKey(input, nearest));
    const refused = column === null ? neverReadBecause(header, values[place] ?? [], wouldBeKey) : null;
    if (isMapped) return { column, confidence: 1, mapped: true, known: false, refused };
    if (column === null) return { column, confidence: 0, mapped: false, known: false, refused };
    const confidence = confidenceOf(header, names.get(column) ?? [], { share: null, tells: false }) / 0.9;
    return { column, confidence: Number(confidence.toFixed(2)), mapped: false, known: true, refused };
  });
  const candidates = all
    .filter((_, place) => !columns[place]?.mapped && !columns[place]?.column && !columns[place]?.refused)
    .flat()
    .filter(
      ({ header, column }) => !isKey(input, column) || noKeyBecause(column, values[header] ?? []) === null,
    );
  const taken = new Set(columns.flatMap(({ column }) => column ?? []));
  for (const { header, column, confidence } of candidates.sort((a, b) => b.confidence - a.confidence)) {
    if (taken.has(column) || columns[header]?.column) continue;
    columns[header] = {
      column,
      confidence: Number(confidence.toFixed(2)),
      mapped: false,
      known: false,
      refused: null,
    };
    taken.add(column);
  }
  return {
    columns,
    missing: missingColumns(
      columns.map(({ column }) => column),
      input,
    ),
  };

  /** The columns that a header may hold by its name and its values, the likeliest first. */
  function candidatesOf(header: string, place: number): Candidate[] {
    return input.mayHold
      .map(({ name: column }) => ({
        header: place,
        column,
        confidence: confidenceOf(
          header,
          names.get(column) ?? [],
          fitOf(column, values[place] ?? [], vocabulary),
        ),
      }))
      .filter(({ confidence }) => confidence >= fewestConfidence)
      .sort((a, b) => b.confidence - a.confidence);
  }
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
