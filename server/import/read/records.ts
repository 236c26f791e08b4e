import { type FileHandle, open } from "node:fs/promises";
import type { Header } from "./header.ts";
import { Refusal } from "./refusal.ts";

/** A record that is not a row: where it stands in the file, and why. */
type BrokenRecord = { line: number; rule: string; reason: string; offset: number; length: number };

export type Scan = { read: number; broken: BrokenRecord[] };

const comma = 0x1f;
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const longestRecord = 1 << 20;
const usualChunk = 1 << 20;

const inside = { recordStart: 0, fieldStart: 1, plain: 2, quoted: 3, quoteSeen: 4, broken: 5 };

/** Reads the records of a spooled file by RFC 4180, strictly, and writes those that are whole as rows of our own: the wanted
 * fields, then line, offset and length, separated by byte 1F, one row a line, nothing quoted. Fields are trimmed; control
 * characters inside them become their pictures. A record that breaks a rule is given back with its place and reason. An
 * unclosed quote that swallows further lines refuses the file. */
export async function scanRecords(
  spool: string,
  rows: string,
  header: Header,
  wanted: boolean[],
  name: string,
  chunkSize = usualChunk,
): Promise<Scan> {
  const input = await open(spool, "r");
  const output = await open(rows, "wx", 0o600);
  const scanner = createScanner(header, wanted, chunkSize);
  try {
    await forEachChunk(input, header.offset, chunkSize, async (chunk) => {
      scanner.scan(chunk);
      await output.write(scanner.takeRows());
    });
    scanner.end(name);
    await output.write(scanner.takeRows());
  } finally {
    await input.close();
    await output.close();
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

async function forEachChunk(
  input: FileHandle,
  from: number,
  size: number,
  use: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(size);
  for (let position = from; ; ) {
    const { bytesRead } = await input.read(buffer, 0, size, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    await use(buffer.subarray(0, bytesRead));
  }
}

/** The state machine. One byte at a time, nothing allocated for a field, so that a large file takes seconds. */
function createScanner(header: Header, wanted: boolean[], chunkSize: number) {
  const delimiter = header.delimiter.charCodeAt(0);
  const fieldCount = header.fields.length;
  const result: Scan = { read: 0, broken: [] };
  const ordinaryInQuotes = ordinaryBytes([quote]);
  const ordinary = ordinaryBytes([quote, delimiter]);

  const rows = Buffer.allocUnsafe(longestRecord + chunkSize * 24 + 1024);
  let written = 0;
  let rowStart = 0;
  let fieldStart = 0;
  let state = inside.recordStart;
  let field = 0;
  let isWanted = wanted[0] ?? false;
  let needsCare = false;
  let position = header.offset;
  let line = header.line;
  let recordOffset = position;
  let recordLine = line;
  let quoteLine = 0;
  let swallowsLines = false;
  let hasUnreadable = false;
  let follows = 0;
  let fault: { rule: string; reason: string } | null = null;

  return { scan, end, takeRows, result };

  function scan(chunk: Buffer): void {
    const { length } = chunk;
    for (let at = 0; at < length; at += 1, position += 1) {
      const taken = takeOrdinary(chunk, at);
      if (taken > 0) {
        at += taken;
        position += taken;
        if (at === length) break;
      }
      const byte = chunk[at] ?? 0;
      const isLineEnd = byte === lineFeed || byte === carriageReturn;
      if (byte === lineFeed && follows === carriageReturn) {
        follows = byte;
        if (state === inside.quoted) put(byte);
        else if (state === inside.recordStart) recordOffset = position + 1;
        continue;
      }
      if (follows === 0xef && byte === 0xbf) follows = 0x1ef;
      else if (follows === 0x1ef && byte === 0xbf) {
        hasUnreadable = true;
        follows = byte;
      } else follows = byte;
      if (isLineEnd) line += 1;

      switch (state) {
        case inside.recordStart:
          recordOffset = position;
          recordLine = isLineEnd ? line - 1 : line;
          if (isLineEnd) {
            recordOffset = position + 1;
            break;
          }
          startField(byte);
          break;
        case inside.fieldStart:
          if (isLineEnd) endRecord();
          else startField(byte);
          break;
        case inside.plain:
          if (byte === delimiter) endField();
          else if (isLineEnd) endRecord();
          else if (byte === quote) spoil("stray-quote", "it has a quote inside a field that is not quoted");
          else put(byte);
          break;
        case inside.quoted:
          if (byte === quote) state = inside.quoteSeen;
          else {
            if (!isLineEnd && line > quoteLine) swallowsLines = true;
            put(byte);
          }
          break;
        case inside.quoteSeen:
          if (byte === quote) {
            put(byte);
            state = inside.quoted;
          } else if (byte === delimiter) endField();
          else if (isLineEnd) endRecord();
          else spoil("stray-quote", "it has text after a closing quote");
          break;
        default:
          if (isLineEnd) endRecord();
      }
    }
  }

  /** Takes the bytes from here on that stand for themselves, which most do, and gives how many they were. */
  function takeOrdinary(chunk: Buffer, from: number): number {
    const isQuoted = state === inside.quoted && (line === quoteLine || swallowsLines);
    if (state !== inside.plain && !isQuoted) return 0;
    const kinds = isQuoted ? ordinaryInQuotes : ordinary;
    let to = from;
    while (to < chunk.length && kinds[chunk[to] ?? 0] === 1) to += 1;
    if (to === from) return 0;
    follows = space;
    if (isWanted) {
      for (let at = from; at < to; at += 1) rows[written + at - from] = chunk[at] ?? 0;
      written += to - from;
    }
    return to - from;
  }

  function startField(byte: number): void {
    if (byte === delimiter) {
      endField();
    } else if (byte === quote) {
      state = inside.quoted;
      quoteLine = line;
      swallowsLines = false;
    } else {
      state = inside.plain;
      put(byte);
    }
  }

  function put(byte: number): void {
    if (!isWanted) return;
    if (byte < space || byte === 0x7f || byte === 0xc2) needsCare = true;
    rows[written] = byte;
    written += 1;
  }

  function endField(): void {
    closeField();
    field += 1;
    isWanted = wanted[field] ?? false;
    fieldStart = written;
    state = inside.fieldStart;
  }

  function closeField(): void {
    if (!isWanted) return;
    if (needsCare)
      written = fieldStart + rows.write(tidy(rows.toString("utf8", fieldStart, written)), fieldStart, "utf8");
    else if (written > fieldStart && (rows[fieldStart] === space || rows[written - 1] === space))
      trimSpaces();
    needsCare = false;
    rows[written] = comma;
    written += 1;
  }

  function trimSpaces(): void {
    while (written > fieldStart && rows[written - 1] === space) written -= 1;
    let from = fieldStart;
    while (from < written && rows[from] === space) from += 1;
    rows.copyWithin(fieldStart, from, written);
    written -= from - fieldStart;
  }

  function spoil(rule: string, reason: string): void {
    fault = { rule, reason };
    state = inside.broken;
  }

  function endRecord(): void {
    result.read += 1;
    if (!fault) closeField();
    const length = position - recordOffset;
    const found =
      fault ??
      (hasUnreadable
        ? { rule: "unreadable-byte", reason: "it has a byte that is not a letter in any encoding" }
        : null) ??
      (length > longestRecord ? { rule: "too-long", reason: "it is longer than 1 MB" } : null) ??
      (field + 1 !== fieldCount
        ? {
            rule: "ragged-row",
            reason: `it has ${field + 1} field${field === 0 ? "" : "s"} where the header has ${fieldCount}`,
          }
        : null);
    if (found) {
      result.broken.push({ line: recordLine, ...found, offset: recordOffset, length });
      written = rowStart;
    } else {
      number(recordLine, comma);
      number(recordOffset, comma);
      number(length, lineFeed);
      rowStart = written;
    }
    field = 0;
    isWanted = wanted[0] ?? false;
    fieldStart = written;
    state = inside.recordStart;
    fault = null;
    hasUnreadable = false;
    needsCare = false;
    recordOffset = position + 1;
  }

  function number(value: number, after: number): void {
    let end = written + 1;
    for (let left = value; left >= 10; left = Math.floor(left / 10)) end += 1;
    let rest = value;
    for (let at = end - 1; at >= written; at -= 1) {
      const tens = Math.floor(rest / 10);
      rows[at] = 0x30 + (rest - tens * 10);
      rest = tens;
    }
    rows[end] = after;
    written = end + 1;
  }

  /** The rows written so far; what has begun of the next row is kept back. A row that grows too long is not kept. */
  function takeRows(): Buffer {
    const done = Buffer.from(rows.subarray(0, rowStart));
    rows.copyWithin(0, rowStart, written);
    written -= rowStart;
    fieldStart -= rowStart;
    rowStart = 0;
    if (written > longestRecord) {
      isWanted = false;
      written = 0;
      fieldStart = 0;
    }
    return done;
  }

  function end(name: string): void {
    if (state === inside.quoted) {
      if (swallowsLines) {
        throw new Refusal(
          `${name} opens a quote on line ${quoteLine} and never closes it, so the rows after it cannot be told apart. ` +
            "Mend that line, then import the file again.",
        );
      }
      spoil("unclosed-quote", "it opens a quote and never closes it");
    }
    if (state !== inside.recordStart) endRecord();
  }
}

/** 1 for each ASCII letter, digit or sign that needs no care, but for those given. */
function ordinaryBytes(special: number[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    Number(byte >= space && byte < 0x7f && !special.includes(byte)),
  );
}

/** A field without the white space around it, its control characters as their pictures (U+2400 and on). */
function tidy(text: string): string {
  return Array.from(text.trim(), (letter) => {
    const code = letter.charCodeAt(0);
    if (code === 0x7f) return "\u2421";
    return code < space ? String.fromCharCode(0x2400 + code) : letter;
  }).join("");
}
