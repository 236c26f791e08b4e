import { open } from "node:fs/promises";
import type { Header } from "../../csv/ranges.ts";
import { Refusal } from "../../csv/refusal.ts";

import type { Input } from "../../model/input.ts";
import { countRecognised } from "./columns.ts";

const longestHeader = 1 << 20;
const delimiters = [",", ";", "\t", "|"];

/** Reads the header and finds the delimiter: the one that makes most columns known, then the one that makes most columns.
 * A first line `sep=;`, as Excel writes it, names the delimiter and is no header; nor is a byte-order mark. */
export async function readHeader(
  path: string,
  name: string,
  input: Input,
  mapping: Record<string, string | null>,
): Promise<Header> {
  const text = await readStart(path);
  const hint = /^\ufeff?sep=(.)(\r\n|\r|\n)/i.exec(text);
  const before = hint?.[0] ?? /^\ufeff?/.exec(text)?.[0] ?? "";
  const blank = /^[\r\n]*/.exec(text.slice(before.length))?.[0] ?? "";
  const start = before.length + blank.length;
  const candidates = (hint?.[1] ? [hint[1]] : delimiters)
    .map((delimiter) => ({ delimiter, ...parseRecord(text, start, delimiter, name) }))
    .map((header) => ({ ...header, known: countRecognised(header.fields, input, mapping) }))
    .sort((a, b) => b.known - a.known || b.fields.length - a.fields.length);
  const [best] = candidates;
  if (!best) throw new Refusal(`${name} has no header.`);
  return {
    delimiter: best.delimiter,
    fields: best.fields.map((field) => field.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, "")),
    offset: Buffer.byteLength(text.slice(0, best.end)),
    line: 1 + lineEnds(text.slice(0, best.end)),
  };
}

async function readStart(path: string): Promise<string> {
  const file = await open(path, "r");
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(longestHeader), 0, longestHeader, 0);
  await file.close();
  return buffer.toString("utf8", 0, bytesRead);
}

/** One record of a text, and where the next begins. Refuses a quote that is never closed. */
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
