import type { Role } from "../input-columns.ts";
import { type Alias, matchColumns } from "./columns.ts";
import { readHeader } from "./header.ts";
import { readRaw, scanRecords } from "./records.ts";
import { Refusal } from "./refusal.ts";
import type { Held, Rows } from "./row-columns.ts";
import { spoolFile } from "./spool.ts";
import type { Texts } from "./texts.ts";

export type FileRequest = {
  source: string;
  role: Role;
  spoolFolder: string;
  aliases: Alias[];
  mapping: Record<string, string | null>;
  /** The texts of the import, to which those of this file are added. */
  texts: Texts;
  /** Takes whole rows as they are read, with the names of their columns. */
  take: (rows: Rows, columns: string[]) => Promise<unknown>;
};

export type ReadFile = {
  role: Role;
  name: string;
  sha256: string;
  /** The canonical columns, in the order in which the rows hold them. */
  columns: string[];
  /** Every record, those rejected included. */
  read: number;
  /** The number of its last line. */
  lines: number;
  rejected: { line: number; column: null; rule: string; reason: string; raw: string }[];
  warnings: { check: string; count: number; message: string }[];
  spoolPath: string;
};

/** The columns whose texts hardly ever repeat, which rows hold as they stand. Of all others they hold the text's number. */
export const textColumns = ["crime_ref", "officer", "victim_key", "suspect_key"];

/** Reads one foreign file strictly into rows of our own. Throws a Refusal where the file as a whole cannot be trusted. */
export async function readFile({
  source,
  role,
  spoolFolder,
  aliases,
  mapping,
  texts,
  take,
}: FileRequest): Promise<ReadFile> {
  const spooled = await spoolFile(source, spoolFolder);
  const { name } = spooled;
  const header = await readHeader(spooled.path, name, role, aliases, mapping);
  const match = matchColumns(header.fields, role, aliases, mapping, name);
  const columns = match.columns.filter((column) => column !== null);
  const held = match.columns.map(heldAs);
  const { read, lines, broken } = await scanRecords(spooled.path, header, held, texts, name, (rows) =>
    take(rows, columns),
  );
  if (read === 0)
    throw new Refusal(
      `${name} has a header but no rows. Check that the export found any crimes, then export it again.`,
    );
  const raw = await readRaw(spooled.path, broken);
  const { mixed } = spooled;
  return {
    role,
    name,
    sha256: spooled.sha256,
    columns,
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
      ...match.warnings.map((message) => ({ check: "column-not-read", count: 1, message })),
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
    spoolPath: spooled.path,
  };
}

/** How the rows hold a column; null where the header is not read. */
export function heldAs(column: string | null): Held {
  if (column === null) return null;
  return textColumns.includes(column) ? "text" : "number";
}
