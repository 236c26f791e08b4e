import type { Role } from "../input-columns.ts";
import type { Header } from "./header.ts";
import { type Range, scanRecords } from "./records.ts";
import { createRowFiles, heldAs } from "./row-files.ts";
import type { Scan } from "./scanner.ts";
import { createTexts, type NumberedText } from "./texts.ts";

/** A range of a spooled file to read into row files. */
export type PartTask = {
  file: { spool: string; name: string; header: Header };
  role: Role;
  /** For each header the canonical column that it holds, or null where it is not read. */
  columns: (string | null)[];
  range: Range;
  /** What the paths of the row files begin with. */
  prefix: string;
  /** Where the numbers of texts are drawn. */
  textNumbers: Int32Array;
};

export type ScannedPart = Scan & { paths: string[]; count: number; texts: NumberedText[] };

/** Reads a range of a spooled file strictly into row files. Throws a Refusal where the file cannot be trusted. */
export async function scanPart({
  file,
  role,
  columns,
  range,
  prefix,
  textNumbers,
}: PartTask): Promise<ScannedPart> {
  const texts = createTexts(textNumbers);
  const names = columns.filter((column) => column !== null);
  const rowFiles = createRowFiles(role, names, prefix);
  const scan = await scanRecords(file, range, columns.map(heldAs), texts, rowFiles.store);
  return { ...scan, ...(await rowFiles.written()), texts: texts.list() };
}
