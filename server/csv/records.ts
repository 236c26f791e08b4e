import { open } from "node:fs/promises";
import { chunksOf } from "./chunks.ts";
import type { Dictionary } from "./dictionary.ts";
import type { Header, Range } from "./ranges.ts";
import type { Held, Rows } from "./row-columns.ts";
import { type Scan, Scanner } from "./scanner.ts";

const chunkSize = 1 << 20;

/** Reads the records of a range of a spooled file by RFC 4180, strictly, and hands on those that are whole, in groups. Fields are trimmed; control characters inside them become their pictures. A record that breaks a rule is given back
 * with its place and reason. An unclosed quote that swallows further lines refuses the file. */
export async function scanRecords(
  file: { spool: string; name: string; header: Header },
  range: Range,
  held: Held[],
  texts: Dictionary,
  take: (rows: Rows) => Promise<unknown>,
): Promise<Scan> {
  const input = await open(file.spool, "r");
  const scanner = new Scanner(file.header, range, held, texts);
  try {
    for await (const chunk of chunksOf(input, chunkSize, range.from, range.to)) {
      scanner.scan(chunk);
      for (const rows of scanner.rows.takeGroups()) await take(rows);
    }
    scanner.end(file.name);
    for (const rows of scanner.rows.takeRest()) await take(rows);
  } finally {
    await input.close();
  }
  return scanner.result;
}

/** The raw text of records, by their places in the spooled file, cut at 2,000 characters. */
export async function readRaw(
  spool: string,
  places: { offset: number; length: number }[],
): Promise<string[]> {
  if (places.length === 0) return [];
  const input = await open(spool, "r");
  const raw: string[] = [];
  for (const { offset, length } of places) {
    const size = Math.min(length, 8_000);
    const { buffer } = await input.read(Buffer.alloc(size), 0, size, offset);
    const text = buffer.toString("utf8").replaceAll("\uffff", "\ufffd");
    raw.push(text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text);
  }
  await input.close();
  return raw;
}
