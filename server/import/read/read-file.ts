import type { Role } from "../../contract/snapshot.ts";
import type { NumberedText } from "../../csv/dictionary.ts";
import { readRaw } from "../../csv/records.ts";
import { Refusal } from "../../csv/refusal.ts";
import { type RowFiles, scanFile } from "../../csv/scan-file.ts";
import { spoolFile } from "../../csv/spool.ts";
import { type Input, storedColumns } from "../../model/input.ts";
import { matchColumns } from "./columns.ts";
import { readHeader } from "./header.ts";

export type FileRequest = {
  source: string;
  input: Input;
  spoolFolder: string;
  mapping: Record<string, string | null>;
  /** Where the numbers of texts are drawn. */
  textNumbers: Int32Array;
};

export type ReadFile = {
  role: Role;
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

/** Reads one foreign file strictly into row files. Throws a Refusal where the file as a whole cannot be trusted. */
export async function readFile({
  source,
  input,
  spoolFolder,
  mapping,
  textNumbers,
}: FileRequest): Promise<ReadFile> {
  const spooled = await spoolFile(source, spoolFolder);
  const { name, path: spool } = spooled;
  const header = await readHeader(spool, name, input, mapping);
  const { columns, warnings } = matchColumns(header.fields, input, mapping, name);
  const stored = storedColumns(input);
  const task = { file: { spool, name, header }, stored, columns, prefix: `${spool}-rows`, textNumbers };
  const { read, lines, broken, rowFiles, texts } = await scanFile(task, spooled);
  if (read === 0)
    throw new Refusal(
      `${name} has a header but no rows. Check that the export found any crimes, then export it again.`,
    );
  const raw = await readRaw(spool, broken);
  const { mixed } = spooled;
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
      ...(mixed.count > 0
        ? [
            {
              check: "mixed-encoding",
              count: mixed.count,
              message:
                `${mixed.count} line${mixed.count === 1 ? "" : "s"} held Windows-1252 letters in a file that says UTF-8 ` +
                `(first at line ${mixed.firstLine}). They were read as Windows-1252.`,
            },
          ]
        : []),
    ],
    spoolPath: spool,
    rowFiles,
    texts,
  };
}
