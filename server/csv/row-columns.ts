/** How a row holds a field: as its text, as the number of its text, or not at all. */
export type Held = "text" | "number" | null;

/** The values of one field: numbers of texts, or texts, each as its length in four bytes and its bytes of UTF-8. */
export type ColumnValues = { type: "integer"; values: Int32Array } | { type: "text"; values: Buffer };

/** Whole rows, column by column: a column for each field that is held, and the line, byte offset and byte length of the
 * record of each row. */
export type Rows = {
  count: number;
  fields: ColumnValues[];
  lines: Int32Array;
  offsets: Float64Array;
  lengths: Int32Array;
};

/** How many rows the engine keeps in one group. It copies whole groups, and puts others together first. */
const groupSize = 122_880;

/** The texts of a field as they are gathered: those of whole rows end at `whole`. */
type GatheredTexts = { bytes: Buffer; size: number; whole: number };

/** Gathers rows field by field, in groups. A row counts once it is ended. A row that is dropped leaves nothing behind. */
export class RowColumns {
  private groups: Rows[] = [];
  private count = 0;
  private readonly fields: { numbers: Int32Array | null; texts: GatheredTexts | null }[];
  private readonly texts: GatheredTexts[];
  private readonly lines = new Int32Array(groupSize);
  private readonly offsets = new Float64Array(groupSize);
  private readonly lengths = new Int32Array(groupSize);

  constructor(held: Held[]) {
    this.fields = held.map((how) => ({
      numbers: how === "number" ? new Int32Array(groupSize) : null,
      texts: how === "text" ? { bytes: Buffer.allocUnsafe(1 << 20), size: 0, whole: 0 } : null,
    }));
    this.texts = this.fields.flatMap(({ texts }) => texts ?? []);
  }

  putNumber(field: number, value: number): void {
    const numbers = this.fields[field]?.numbers;
    if (numbers) numbers[this.count] = value;
  }

  putText(field: number, bytes: Buffer, from: number, to: number): void {
    const column = this.fields[field]?.texts;
    if (!column) return;
    const length = to - from;
    if (column.size + length + 4 > column.bytes.length)
      column.bytes = Buffer.concat([column.bytes], (column.size + length + 4) * 2);
    let at = column.bytes.writeUInt32LE(length, column.size);
    for (let next = from; next < to; next += 1, at += 1) column.bytes[at] = bytes[next] ?? 0;
    column.size = at;
  }

  endRow(line: number, offset: number, length: number): void {
    this.lines[this.count] = line;
    this.offsets[this.count] = offset;
    this.lengths[this.count] = length;
    for (const column of this.texts) column.whole = column.size;
    this.count += 1;
    if (this.count === groupSize) this.endGroup();
  }

  dropRow(): void {
    for (const column of this.texts) column.size = column.whole;
  }

  /** The groups that are full, once each. */
  takeGroups(): Rows[] {
    return this.groups.splice(0);
  }

  /** The groups that were not taken, and the last rows. */
  takeRest(): Rows[] {
    if (this.count > 0) this.endGroup();
    return this.takeGroups();
  }

  private endGroup(): void {
    const { count } = this;
    this.groups.push({
      count,
      fields: this.fields.flatMap(({ numbers, texts }): ColumnValues[] => {
        if (numbers) return [{ type: "integer", values: numbers.slice(0, count) }];
        return texts ? [{ type: "text", values: Buffer.from(texts.bytes.subarray(0, texts.whole)) }] : [];
      }),
      lines: this.lines.slice(0, count),
      offsets: this.offsets.slice(0, count),
      lengths: this.lengths.slice(0, count),
    });
    for (const column of this.texts) {
      column.size = 0;
      column.whole = 0;
    }
    this.count = 0;
  }
}

/** Reads the texts that such a column holds. */
export function textsOf(values: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < values.length; ) {
    const end = at + 4 + values.readUInt32LE(at);
    texts.push(values.toString("utf8", at + 4, end));
    at = end;
  }
  return texts;
}
