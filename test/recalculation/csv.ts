import { lettersAndDigits } from "./read-values.ts";

/** One record of a table: raw text by column name. */
export type Row = Record<string, string>;

export type Table = { rows: Row[]; malformed: number };

/** The records of a CSV text, each a list of fields; a wholly empty line is no record. */
export function parseCsv(text: string, delimiter = ","): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = "";
  let quoted = false;
  let wasQuoted = false;
  const body = text.replace(/^\uFEFF/, "");

  function endRecord(): void {
    if (fields.length > 0 || field !== "" || wasQuoted) records.push([...fields, field]);
    fields = [];
    field = "";
    wasQuoted = false;
  }

  /** Reads on inside quotes, where two quotes are one and one is the end; gives how many letters it read. */
  function readQuoted(char: string, next: string | undefined): number {
    const isDouble = char === '"' && next === '"';
    if (char === '"' && !isDouble) quoted = false;
    else field += char;
    return isDouble ? 2 : 1;
  }

  function readPlain(char: string): void {
    if (char === '"' && field === "") {
      quoted = true;
      wasQuoted = true;
    } else if (char === delimiter) {
      fields.push(field);
      field = "";
    } else if (char === "\n" || char === "\r") endRecord();
    else field += char;
  }

  for (let at = 0; at < body.length; ) {
    const char = body[at] ?? "";
    if (quoted) at += readQuoted(char, body[at + 1]);
    else {
      readPlain(char);
      at += 1;
    }
  }
  endRecord();
  return records;
}

/** A CSV text as rows by column name; a record with another number of fields than the header is malformed. */
export function readTable(text: string, aliases: Row[] = [], delimiter = ","): Table {
  const [header = [], ...records] = parseCsv(text, delimiter);
  const names = header.map((name) => columnNamed(name, aliases));
  const rows: Row[] = [];
  for (const record of records) {
    if (record.length !== names.length) continue;
    rows.push(Object.fromEntries(names.map((name, at) => [name, record[at] ?? ""])));
  }
  return { rows, malformed: records.length - rows.length };
}

/** The canonical name of a header, by rows of `column` and `alias`. */
function columnNamed(header: string, aliases: Row[]): string {
  const spelling = lettersAndDigits(header);
  const alias = aliases.find((row) => lettersAndDigits(row.alias ?? "") === spelling);
  const own = aliases.find((row) => lettersAndDigits(row.column ?? "") === spelling);
  return (
    own?.column ??
    alias?.column ??
    header
      .trim()
      .toLowerCase()
      .replace(/[\s.-]+/g, "_")
  );
}
