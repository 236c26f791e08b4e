import { carriageReturn, isPadded, lineFeed, ordinaryBytes, quote, space } from "./bytes.ts";
import { type Dictionary, hashOfNone, hashOn } from "./dictionary.ts";
import { KeptFields } from "./kept-fields.ts";
import { type BrokenRecord, OpenRecord } from "./open-record.ts";
import type { Header, Range } from "./ranges.ts";
import { Refusal } from "./refusal.ts";
import type { Held, RowColumns } from "./row-columns.ts";

/** What was found in a file: `lines` is the number of its last line, `blank` counts the rows of nothing but delimiters, which are
 * not read. */
export type Scan = { read: number; blank: number; lines: number; broken: BrokenRecord[] };

const inside = { recordStart: 0, fieldStart: 1, plain: 2, quoted: 3, quoteSeen: 4, broken: 5 };

const ordinaryInQuotes = ordinaryBytes([quote]);

/** The state machine that reads records. It takes whole fields if they hold ordinary bytes only, and otherwise one byte at a
 * time. It allocates nothing for a field, so that a large file takes seconds. */
export class Scanner {
  readonly result: Scan = { read: 0, blank: 0, lines: 0, broken: [] };
  readonly rows: RowColumns;
  private readonly delimiter: number;
  /** How many fields the header has, and how many of them up to the last that has a name. */
  private readonly fieldCount: { named: number; all: number };
  private readonly fields: KeptFields;
  private readonly ordinary: Uint8Array;
  private readonly record: OpenRecord;
  private state = inside.recordStart;
  private hash = hashOfNone;
  private position: number;
  private line: number;
  private quoteLine = 0;
  private swallowsLines = false;
  /** The byte before this one. It is a space if that byte was an ordinary one. */
  private before = 0;

  constructor(header: Header, range: Range, held: Held[], texts: Dictionary) {
    this.fields = new KeptFields(held, texts);
    this.rows = this.fields.rows;
    this.delimiter = header.delimiter.charCodeAt(0);
    const named = header.fields.findLastIndex((name) => name !== "") + 1;
    this.fieldCount = { named, all: header.fields.length };
    this.ordinary = ordinaryBytes([quote, this.delimiter]);
    this.position = range.from;
    this.line = range.line;
    this.record = new OpenRecord(range.from, range.line);
  }

  /** Reads the next bytes of the file. */
  scan(chunk: Buffer): void {
    const { length } = chunk;
    for (let at = 0; at < length; at += 1, this.position += 1) {
      const taken = this.takeFields(chunk, at) || this.takeOrdinary(chunk, at);
      at += taken;
      this.position += taken;
      if (at < length) this.take(chunk[at] ?? 0);
      else break;
    }
  }

  /** Ends the file. Throws a Refusal if a quote was opened that swallowed the lines after it. */
  end(name: string): void {
    if (this.state === inside.quoted) {
      if (this.swallowsLines) {
        throw new Refusal(
          `${name} opens a quote on line ${this.quoteLine} and never closes it, so the rows after it cannot be told apart. ` +
            "Mend that line, then import the file again.",
        );
      }
      this.spoil("unclosed-quote", "it opens a quote and never closes it");
    }
    if (this.state !== inside.recordStart) this.endRecord();
    this.result.lines = this.line;
  }

  /** Takes the whole, unquoted fields of ordinary bytes from here on, each with the delimiter after it but not the end of the line,
   * and returns how many bytes they were. */
  private takeFields(chunk: Buffer, from: number): number {
    if (this.state !== inside.recordStart && this.state !== inside.fieldStart) return 0;
    let start = from;
    while (start < chunk.length) {
      const end = this.ordinaryEnd(chunk, start);
      const byte = chunk[end];
      const isLast = byte === lineFeed || byte === carriageReturn;
      if (isLast ? start === end : byte !== this.delimiter) break;
      if (isPadded(chunk, start, end)) break;
      if (this.state === inside.recordStart) this.record.begin(this.position, this.line);
      this.fields.keep(chunk, start, end, this.hash);
      if (isLast) return this.leaveLineEnd(end - from);
      this.nextField();
      this.before = this.delimiter;
      start = end + 1;
    }
    return start - from;
  }

  /** Where the ordinary bytes from here on end, whose hash is then known. */
  private ordinaryEnd(chunk: Buffer, start: number): number {
    const { ordinary } = this;
    let hash = hashOfNone;
    let end = start;
    for (; end < chunk.length; end += 1) {
      const byte = chunk[end] ?? 0;
      if (ordinary[byte] === 0) break;
      hash = hashOn(hash, byte);
    }
    this.hash = hash;
    return end;
  }

  /** The last field of a line was kept; its line end is taken next, by itself. */
  private leaveLineEnd(taken: number): number {
    this.fields.isWanted = false;
    this.state = inside.plain;
    this.before = space;
    return taken;
  }

  /** Takes the ordinary bytes from here on, and returns how many they were. */
  private takeOrdinary(chunk: Buffer, from: number): number {
    const isQuoted = this.state === inside.quoted && (this.line === this.quoteLine || this.swallowsLines);
    if (this.state !== inside.plain && !isQuoted) return 0;
    const kinds = isQuoted ? ordinaryInQuotes : this.ordinary;
    let to = from;
    while (to < chunk.length && kinds[chunk[to] ?? 0] === 1) to += 1;
    if (to === from) return 0;
    this.before = space;
    this.fields.append(chunk, from, to);
    return to - from;
  }

  /** Takes one byte, with care. */
  private take(byte: number): void {
    const { before } = this;
    this.before = byte;
    this.record.see(byte);
    if (byte === lineFeed && before === carriageReturn) {
      if (this.state === inside.quoted) this.fields.put(byte);
      else if (this.state === inside.recordStart) this.record.offset = this.position + 1;
      return;
    }
    const isLineEnd = byte === lineFeed || byte === carriageReturn;
    if (isLineEnd) this.line += 1;
    switch (this.state) {
      case inside.recordStart:
        this.startRecord(byte, isLineEnd);
        break;
      case inside.fieldStart:
        if (isLineEnd) this.endRecord();
        else this.startField(byte);
        break;
      case inside.plain:
        this.takePlain(byte, isLineEnd);
        break;
      case inside.quoted:
        this.takeQuoted(byte, isLineEnd);
        break;
      case inside.quoteSeen:
        this.takeAfterQuote(byte, isLineEnd);
        break;
      default:
        if (isLineEnd) this.endRecord();
    }
  }

  private startRecord(byte: number, isLineEnd: boolean): void {
    if (isLineEnd) this.record.begin(this.position + 1, this.line - 1);
    else {
      this.record.begin(this.position, this.line);
      this.startField(byte);
    }
  }

  private startField(byte: number): void {
    if (byte === this.delimiter) {
      this.endField();
    } else if (byte === quote) {
      this.state = inside.quoted;
      this.quoteLine = this.line;
      this.swallowsLines = false;
    } else {
      this.state = inside.plain;
      this.fields.put(byte);
    }
  }

  private takePlain(byte: number, isLineEnd: boolean): void {
    if (byte === this.delimiter) this.endField();
    else if (isLineEnd) this.endRecord();
    else if (byte === quote) this.spoil("stray-quote", "it has a quote inside a field that is not quoted");
    else this.fields.put(byte);
  }

  private takeQuoted(byte: number, isLineEnd: boolean): void {
    if (byte === quote) {
      this.state = inside.quoteSeen;
      return;
    }
    if (!isLineEnd && this.line > this.quoteLine) this.swallowsLines = true;
    this.fields.put(byte);
  }

  private takeAfterQuote(byte: number, isLineEnd: boolean): void {
    if (byte === quote) {
      this.fields.put(byte);
      this.state = inside.quoted;
    } else if (byte === this.delimiter) this.endField();
    else if (isLineEnd) this.endRecord();
    else this.spoil("stray-quote", "it has text after a closing quote");
  }

  private endField(): void {
    this.fields.close();
    this.nextField();
  }

  private nextField(): void {
    this.fields.next();
    this.state = inside.fieldStart;
  }

  private spoil(rule: string, reason: string): void {
    this.record.spoil({ rule, reason });
    this.state = inside.broken;
  }

  private endRecord(): void {
    if (!this.record.isSpoilt) this.fields.close();
    if (this.fields.filled > 0 || this.record.isSpoilt) this.readRecord();
    else {
      this.result.blank += 1;
      this.rows.dropRow();
    }
    this.record.next(this.position + 1);
    this.fields.restart();
    this.state = inside.recordStart;
  }

  private readRecord(): void {
    const { record, fields } = this;
    const { line, offset } = record;
    const length = this.position - offset;
    this.result.read += 1;
    const fault = record.faultOf(length, { given: fields.place + 1, filled: fields.filled }, this.fieldCount);
    if (fault) {
      this.result.broken.push({ line, ...fault, offset, length });
      this.rows.dropRow();
    } else this.rows.endRow(line, offset, length);
  }
}
