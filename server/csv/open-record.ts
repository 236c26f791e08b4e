import { longestField } from "./field-text.ts";

type Fault = { rule: string; reason: string };

/** A record that is not a row: where it stands in the file, and why. */
export type BrokenRecord = Fault & { line: number; offset: number; length: number };

/** U+FFFF in UTF-8, the replacement for a byte that no encoding explains. */
const unreadable = [0xef, 0xbf, 0xbf];

/** The record that is being read: where it begins in the file, and what is wrong with it so far. */
export class OpenRecord {
  offset: number;
  line: number;
  private fault: Fault | null = null;
  private hasUnreadable = false;
  /** How many bytes of an unreadable letter were seen. */
  private seen = 0;

  constructor(offset: number, line: number) {
    this.offset = offset;
    this.line = line;
  }

  begin(offset: number, line: number): void {
    this.offset = offset;
    this.line = line;
  }

  /** Notes a letter that stands for an unreadable byte. Bytes of ASCII need not be seen: none stands inside a letter. */
  see(byte: number): void {
    if (byte === unreadable[this.seen]) this.seen += 1;
    else this.seen = byte === unreadable[0] ? 1 : 0;
    if (this.seen < unreadable.length) return;
    this.hasUnreadable = true;
    this.seen = 0;
  }

  spoil(fault: Fault): void {
    this.fault = fault;
  }

  get isSpoilt(): boolean {
    return this.fault !== null;
  }

  /** Why the record of so many bytes is no row; null if it is one. Fields after the last name of the header, and after the last
   * field in which something stands, do not count. */
  faultOf(
    length: number,
    fields: { given: number; filled: number },
    header: { named: number; all: number },
  ): Fault | null {
    if (this.fault) return this.fault;
    if (this.hasUnreadable)
      return { rule: "unreadable-byte", reason: "it has a byte that is not a letter in any encoding" };
    if (length > longestField) return { rule: "too-long", reason: "it is longer than 1 MB" };
    if (fields.given >= header.named && fields.filled <= header.all) return null;
    const counted = `${fields.given} field${fields.given === 1 ? "" : "s"}`;
    return { rule: "ragged-row", reason: `it has ${counted} where the header has ${header.all}` };
  }

  /** Makes ready for the record that begins at a byte. */
  next(offset: number): void {
    this.offset = offset;
    this.fault = null;
    this.hasUnreadable = false;
  }
}
