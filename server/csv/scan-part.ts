import { createDictionary, type NumberedText } from "./dictionary.ts";
import type { Header, Range } from "./ranges.ts";
import { scanRecords } from "./records.ts";
import { createRowFiles, type StoredColumn } from "./row-files.ts";
import type { Scan } from "./scanner.ts";

/** A range of a spooled file to read into row files. */
export type PartTask = {
  file: { spool: string; name: string; header: Header };
  /** Every column of the rows that are stored. */
  stored: StoredColumn[];
  /** For each header the stored column that it holds, or null if it is not read. */
  columns: (string | null)[];
  range: Range;
  /** What the paths of the row files begin with. */
  prefix: string;
  /** Where the numbers of texts are drawn. */
  textNumbers: Int32Array;
};

export type ScannedPart = Scan & { paths: string[]; count: number; texts: NumberedText[] };

/** Reads a range of a spooled file strictly into row files. Throws a Refusal if the file cannot be trusted. */
export async function scanPart({
  file,
  stored,
  columns,
  range,
  prefix,
  textNumbers,
}: PartTask): Promise<ScannedPart> {
  const texts = createDictionary(textNumbers);
  const names = columns.filter((column) => column !== null);
  const rowFiles = createRowFiles(stored, names, prefix);
  const heldAs = (column: string | null) => stored.find(({ name }) => name === column)?.held ?? null;
  const scan = await scanRecords(file, range, columns.map(heldAs), texts, rowFiles.store);
  return { ...scan, ...(await rowFiles.written()), texts: texts.list() };
}
