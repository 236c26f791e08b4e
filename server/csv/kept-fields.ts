import { space } from "./bytes.ts";
import { type Dictionary, hashOf } from "./dictionary.ts";
import { FieldText } from "./field-text.ts";
import { type Held, RowColumns } from "./row-columns.ts";

/** Puts the fields of a record into their columns, as texts or as numbers of texts. A field is kept whole, or added byte by byte
 * and then closed. */
export class KeptFields {
  readonly rows: RowColumns;
  /** The field that comes next, and whether it is held at all. */
  place = 0;
  isWanted: boolean;
  /** How many fields there are up to the last in which something stands; 0 if nothing does. */
  filled = 0;
  private readonly text = new FieldText();
  private readonly texts: Dictionary;
  private readonly wanted: boolean[];
  private readonly isNumbered: boolean[];

  constructor(held: Held[], texts: Dictionary) {
    this.rows = new RowColumns(held);
    this.texts = texts;
    this.wanted = held.map((how) => how !== null);
    this.isNumbered = held.map((how) => how === "number");
    this.isWanted = this.wanted[0] ?? false;
  }

  /** Keeps the text that stands in these bytes. Its hash is that of `hashOn`, which this works out if it is not given. */
  keep(bytes: Buffer, from: number, to: number, hash: number | null): void {
    if (from < to) this.fill();
    if (this.isNumbered[this.place])
      this.rows.putNumber(this.place, this.texts.numberOf(bytes, from, to, hash ?? hashOf(bytes, from, to)));
    else if (this.isWanted) this.rows.putText(this.place, bytes, from, to);
  }

  put(byte: number): void {
    if (byte > space) this.fill();
    if (this.isWanted) this.text.put(byte);
  }

  /** Adds ordinary bytes. */
  append(chunk: Buffer, from: number, to: number): void {
    if (this.filled <= this.place && hasMoreThanSpaces(chunk, from, to)) this.fill();
    if (this.isWanted) this.text.append(chunk, from, to);
  }

  /** Keeps what was put together. */
  close(): void {
    if (!this.isWanted) return;
    this.text.tidy();
    this.keep(this.text.bytes, this.text.from, this.text.to, null);
    this.text.clear();
  }

  next(): void {
    this.goTo(this.place + 1);
  }

  /** Goes back to the first field, for the next record; forgets what was put together of a field that was not closed. */
  restart(): void {
    this.text.clear();
    this.filled = 0;
    this.goTo(0);
  }

  private fill(): void {
    if (this.filled <= this.place) this.filled = this.place + 1;
  }

  private goTo(place: number): void {
    this.place = place;
    this.isWanted = this.wanted[place] ?? false;
  }
}

function hasMoreThanSpaces(chunk: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (chunk[at] !== space) return true;
  return false;
}
