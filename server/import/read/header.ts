import { open } from "node:fs/promises";
import type { Header } from "../../csv/ranges.ts";
import { Refusal } from "../../csv/refusal.ts";

import type { Input } from "../../model/input.ts";
import { countRecognised } from "./columns.ts";

const longestHeader = 1 << 20;
const delimiters = [",", ";", "\t", "|"];

/** The header is looked for among this many records from the beginning of the file. */
const recordsLookedAt = 30;

type Found = { delimiter: string; fields: string[]; start: number; end: number; known: number };

/** Reads the header and finds the delimiter. The header is the first record that makes the most columns known or, if none makes
 * two known, the first with the most names. Titles may stand before it. A first line `sep=;`, as Excel writes it, names the
 * delimiter and is no header, and neither is a byte-order mark. */
export async function readHeader(
  path: string,
  name: string,
  input: Input,
  mapping: Record<string, string | null>,
): Promise<Header> {
  const text = await readStart(path);
  const hint = /^\ufeff?sep=(.)(\r\n|\r|\n)/i.exec(text);
  const before = hint?.[0] ?? /^\ufeff?/.exec(text)?.[0] ?? "";
  const candidates = (hint?.[1] ? [hint[1]] : delimiters).flatMap((delimiter) =>
    firstRecords(text, before.length, delimiter, name).map((record) => ({
      ...record,
      known: countRecognised(record.fields, input, mapping),
    })),
  );
  const [best] = candidates.sort(moreOfAHeader);
  if (!best) throw new Refusal(`${name} has no header.`);
  const above = text.slice(before.length, best.start);
  return {
    delimiter: best.delimiter,
    fields: best.fields.map(trimmed),
    offset: Buffer.byteLength(text.slice(0, best.end)),
    line: 1 + lineEnds(text.slice(0, best.end)),
    namesLine: 1 + lineEnds(text.slice(0, best.start)),
    titles: above
      .split(/\r\n|\r|\n/)
      .map((line) => trimmed(line))
      .filter((line) => /[^\s,;|"]/.test(line)),
  };
}

function moreOfAHeader(a: Found, b: Found): number {
  const known = (found: Found) => (found.known > 1 ? found.known : 0);
  return known(b) - known(a) || namesIn(b) - namesIn(a) || b.known - a.known || a.start - b.start;
}

function namesIn({ fields }: Found): number {
  return fields.filter((field) => trimmed(field) !== "").length;
}

/** The first records that hold something. A quote that is never closed ends them. If it is in the first record, the file is
 * refused. */
function firstRecords(text: string, start: number, delimiter: string, name: string): Omit<Found, "known">[] {
  const records: Omit<Found, "known">[] = [];
  for (let at = start; at < text.length && records.length < recordsLookedAt; ) {
    try {
      const { fields, end } = parseRecord(text, at, delimiter, name);
      if (fields.some((field) => trimmed(field) !== "")) records.push({ delimiter, fields, start: at, end });
      at = end;
    } catch (error) {
      if (records.length > 0 && error instanceof Refusal) break;
      throw error;
    }
  }
  return records;
}

function trimmed(field: string): string {
  return field.replace(/\p{Cf}/gu, "").trim();
}

async function readStart(path: string): Promise<string> {
  const file = await open(path, "r");
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(longestHeader), 0, longestHeader, 0);
  await file.close();
  return buffer.toString("utf8", 0, bytesRead);
}

/** Reads one record of a text, and says where the next begins. Refuses a quote that is never closed. */
export function parseRecord(
  text: string,
  start: number,
  delimiter: string,
  name: string,
): { fields: string[]; end: number } {
  const fields: string[] = [];
  for (let at = start; ; ) {
    const field = text[at] === '"' ? quotedField(text, at, name) : plainField(text, at, delimiter);
    fields.push(field.value);
    at = field.end;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text.startsWith("\r\n", at)) return { fields, end: at + 2 };
    return { fields, end: Math.min(at + 1, text.length) };
  }
}

function quotedField(text: string, start: number, name: string): { value: string; end: number } {
  let value = "";
  for (let at = start + 1; ; ) {
    const close = text.indexOf('"', at);
    if (close < 0) {
      throw new Refusal(
        `${name} opens a quote in its header (line 1) and never closes it. Mend the header, then import it again.`,
      );
    }
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return { value, end: close + 1 };
    value += '"';
    at = close + 2;
  }
}

function plainField(text: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { value: text.slice(start, end), end };
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
