import { open } from "node:fs/promises";
import { chunksOf } from "./chunks.ts";
import type { Header } from "./header.ts";
import type { Held, Rows } from "./row-columns.ts";
import { createScanner, type Scan } from "./scanner.ts";
import type { Texts } from "./texts.ts";

const usualChunk = 1 << 20;
const rowsTaken = 120_000;

/** Reads the records of a spooled file by RFC 4180, strictly, and hands on those that are whole, some 120,000 rows at a time.
 * Fields are trimmed; control characters inside them become their pictures. A record that breaks a rule is given back with
 * its place and reason. An unclosed quote that swallows further lines refuses the file. */
export async function scanRecords(
  spool: string,
  header: Header,
  held: Held[],
  texts: Texts,
  name: string,
  take: (rows: Rows) => Promise<unknown>,
  chunkSize = usualChunk,
): Promise<Scan> {
  const input = await open(spool, "r");
  const scanner = createScanner(header, held, texts);
  try {
    for await (const chunk of chunksOf(input, header.offset, chunkSize)) {
      scanner.scan(chunk);
      if (scanner.rowCount() >= rowsTaken) await take(scanner.takeRows());
    }
    scanner.end(name);
    if (scanner.rowCount() > 0) await take(scanner.takeRows());
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
