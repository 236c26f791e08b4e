import { hashOf, hashOfNone, hashOn, type Texts } from "./dictionary.ts";
import type { Header, Range } from "./ranges.ts";
import { Refusal } from "./refusal.ts";
import { createRowColumns, type Held } from "./row-columns.ts";

/** A record that is not a row: where it stands in the file, and why. */
type BrokenRecord = { line: number; rule: string; reason: string; offset: number; length: number };

/** What was found in a file; `lines` is the number of its last line. */
export type Scan = { read: number; lines: number; broken: BrokenRecord[] };

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const longestRecord = 1 << 20;

const inside = { recordStart: 0, fieldStart: 1, plain: 2, quoted: 3, quoteSeen: 4, broken: 5 };

/** The state machine that reads records. One byte at a time where care is needed, nothing allocated for a field, so that a
 * large file takes seconds. */
export function createScanner(header: Header, range: Range, held: Held[], texts: Texts) {
  const delimiter = header.delimiter.charCodeAt(0);
  const fieldCount = header.fields.length;
  const result: Scan = { read: 0, lines: 0, broken: [] };
  const wanted = held.map((how) => how !== null);
  const isNumbered = held.map((how) => how === "number");
  const ordinaryInQuotes = ordinaryBytes([quote]);
  const ordinary = ordinaryBytes([quote, delimiter]);

  const rows = createRowColumns(held);
  /** The bytes of the field that is read with care, of which a control character may become three. */
  const bytes = Buffer.allocUnsafe(longestRecord * 3);
  let size = 0;
  let state = inside.recordStart;
  let field = 0;
  let isWanted = wanted[0] ?? false;
  let needsCare = false;
  let position = range.from;
  let line = range.line;
  let recordOffset = position;
  let recordLine = line;
  let quoteLine = 0;
  let swallowsLines = false;
  let hasUnreadable = false;
  let follows = 0;
  let fault: { rule: string; reason: string } | null = null;

  return { scan, end, takeGroups: rows.takeGroups, takeRest: rows.takeRest, result };

  function scan(chunk: Buffer): void {
    const { length } = chunk;
    for (let at = 0; at < length; at += 1, position += 1) {
      const taken = takeFields(chunk, at) || takeOrdinary(chunk, at);
      at += taken;
      position += taken;
      if (at === length) break;
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

  /** Takes the fields from here on that are whole, not quoted and need no care, which most are, each with the delimiter after
   * it but not the end of the line, and gives how many bytes they were. */
  function takeFields(chunk: Buffer, from: number): number {
    if (state !== inside.recordStart && state !== inside.fieldStart) return 0;
    const { length } = chunk;
    let start = from;
    for (let end = start; end < length; end = start) {
      let hash = hashOfNone;
      let byte = 0;
      for (; end < length; end += 1) {
        byte = chunk[end] ?? 0;
        if (ordinary[byte] === 0) break;
        hash = hashOn(hash, byte);
      }
      const isLast = byte === lineFeed || byte === carriageReturn;
      if (end === length || (byte !== delimiter && !isLast)) break;
      if (isLast && start === end) break;
      if (start < end && (chunk[start] === space || chunk[end - 1] === space)) break;
      if (state === inside.recordStart) {
        recordOffset = position;
        recordLine = line;
      }
      if (isNumbered[field]) rows.putNumber(field, texts.numberOf(chunk, start, end, hash));
      else if (isWanted) rows.putText(field, chunk, start, end);
      if (isLast) {
        isWanted = false;
        state = inside.plain;
        follows = space;
        return end - from;
      }
      nextField();
      start = end + 1;
      follows = delimiter;
    }
    return start - from;
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
    if (isWanted && size + to - from <= longestRecord) {
      chunk.copy(bytes, size, from, to);
      size += to - from;
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
    if (!isWanted || size === longestRecord) return;
    if (byte < space || byte === 0x7f || byte === 0xc2) needsCare = true;
    bytes[size] = byte;
    size += 1;
  }

  function endField(): void {
    closeField();
    nextField();
  }

  function nextField(): void {
    field += 1;
    isWanted = wanted[field] ?? false;
    state = inside.fieldStart;
  }

  function closeField(): void {
    if (!isWanted) return;
    let from = 0;
    if (needsCare) size = bytes.write(tidy(bytes.toString("utf8", 0, size)), 0, "utf8");
    while (size > 0 && bytes[size - 1] === space) size -= 1;
    while (from < size && bytes[from] === space) from += 1;
    if (isNumbered[field])
      rows.putNumber(field, texts.numberOf(bytes, from, size, hashOf(bytes, from, size)));
    else rows.putText(field, bytes, from, size);
    size = 0;
    needsCare = false;
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
      rows.dropRow();
    } else rows.endRow(recordLine, recordOffset, length);
    field = 0;
    isWanted = wanted[0] ?? false;
    size = 0;
    state = inside.recordStart;
    fault = null;
    hasUnreadable = false;
    needsCare = false;
    recordOffset = position + 1;
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
    result.lines = line;
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
