import type { NumberedText } from "../../csv/dictionary.ts";
import type { Header } from "../../csv/ranges.ts";
import { readRaw } from "../../csv/records.ts";
import { type RowFiles, scanFile } from "../../csv/scan-file.ts";
import { type Spooled, spoolFile } from "../../csv/spool.ts";
import { type Input, storedColumns } from "../../model/input.ts";
import { readSample } from "../recognise/read-sample.ts";
import type { Vocabulary } from "../recognise/vocabulary.ts";
import { matchColumns } from "./columns.ts";
import { readHeader } from "./header.ts";

export type FileRequest = {
  source: string;
  input: Input;
  spoolFolder: string;
  mapping: Record<string, string | null>;
  vocabulary: Vocabulary;
  /** Where the numbers of texts are drawn. */
  textNumbers: Int32Array;
};

export type ReadFile = {
  role: string;
  name: string;
  sha256: string;
  /** The canonical columns that it has. */
  columns: string[];
  /** Every record, those rejected included. */
  read: number;
  /** The number of the line after its last one. */
  lines: number;
  rejected: { line: number; column: null; rule: string; reason: string; raw: string }[];
  warnings: { check: string; count: number; message: string }[];
  spoolPath: string;
  rowFiles: RowFiles[];
  texts: NumberedText[];
};

/** Reads one foreign file strictly into row files. Throws a Refusal if the file as a whole cannot be trusted. */
export async function readFile({
  source,
  input,
  spoolFolder,
  mapping,
  vocabulary,
  textNumbers,
}: FileRequest): Promise<ReadFile> {
  const spooled = await spoolFile(source, spoolFolder);
  const { name, path: spool } = spooled;
  const header = await readHeader(spool, name, input, mapping);
  const { columns, warnings } = matchColumns(
    header,
    await readSample(spool, header, spoolFolder),
    { input, mapping, vocabulary },
    name,
  );
  const stored = storedColumns(input);
  const task = { file: { spool, name, header }, stored, columns, prefix: `${spool}-rows`, textNumbers };
  const { read, blank, lines, broken, rowFiles, texts } = await scanFile(task, spooled);
  const raw = await readRaw(spool, broken);
  return {
    role: input.role,
    name,
    sha256: spooled.sha256,
    columns: columns.filter((column) => column !== null),
    read,
    lines,
    rejected: broken.map(({ line, rule, reason }, index) => ({
      line,
      column: null,
      rule,
      reason,
      raw: raw[index] ?? "",
    })),
    warnings: [
      ...warnings.map((message) => ({ check: "column-not-read", count: 1, message })),
      ...warningsOf(header, spooled, blank),
    ],
    spoolPath: spool,
    rowFiles,
    texts,
  };
}

/** What is said of lines that are no rows, and of letters in another encoding. */
function warningsOf({ titles, namesLine }: Header, { mixed }: Spooled, blank: number): ReadFile["warnings"] {
  const warnings: ReadFile["warnings"] = [];
  if (titles.length > 0)
    warnings.push({
      check: "title-lines",
      count: titles.length,
      message:
        `the header was found on line ${namesLine}. ${titles.length} line${titles.length === 1 ? "" : "s"} above it ` +
        `${titles.length === 1 ? "was" : "were"} left out, beginning with “${titles[0]?.slice(0, 60)}”.`,
    });
  if (blank > 0)
    warnings.push({
      check: "blank-rows",
      count: blank,
      message: `${inWords(blank, "row")} of nothing but delimiters ${blank === 1 ? "was" : "were"} left out.`,
    });
  if (mixed.count > 0)
    warnings.push({
      check: "mixed-encoding",
      count: mixed.count,
      message:
        `${inWords(mixed.count, "line")} held Windows-1252 letters in a file that says UTF-8 ` +
        `(first at line ${mixed.firstLine}). They were read as Windows-1252.`,
    });
  return warnings;
}

function inWords(count: number, what: string): string {
  return `${count.toLocaleString("en-GB")} ${what}${count === 1 ? "" : "s"}`;
}
