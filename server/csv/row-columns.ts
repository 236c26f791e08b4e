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

/** As many rows as the engine keeps in one group: whole groups are copied, others are put together first. */
const groupSize = 122_880;

/** Gathers rows field by field, in groups. A row counts once it is ended; what was put of one that is dropped is forgotten. */
export function createRowColumns(held: Held[]) {
  const groups: Rows[] = [];
  let count = 0;
  const numbers = held.map((how) => (how === "number" ? new Int32Array(groupSize) : null));
  const texts = held.map((how) =>
    how === "text" ? { bytes: Buffer.allocUnsafe(1 << 20), size: 0, whole: 0 } : null,
  );
  const textColumns = texts.filter((column) => column !== null);
  const lines = new Int32Array(groupSize);
  const offsets = new Float64Array(groupSize);
  const lengths = new Int32Array(groupSize);

  return { putNumber, putText, endRow, dropRow, takeGroups, takeRest };

  function putNumber(field: number, value: number): void {
    const column = numbers[field];
    if (column) column[count] = value;
  }

  function putText(field: number, bytes: Buffer, from: number, to: number): void {
    const column = texts[field];
    if (!column) return;
    const length = to - from;
    if (column.size + length + 4 > column.bytes.length)
      column.bytes = Buffer.concat([column.bytes], (column.size + length + 4) * 2);
    let at = column.bytes.writeUInt32LE(length, column.size);
    for (let next = from; next < to; next += 1, at += 1) column.bytes[at] = bytes[next] ?? 0;
    column.size = at;
  }

  function endRow(line: number, offset: number, length: number): void {
    lines[count] = line;
    offsets[count] = offset;
    lengths[count] = length;
    for (const column of textColumns) column.whole = column.size;
    count += 1;
    if (count === groupSize) endGroup();
  }

  function dropRow(): void {
    for (const column of textColumns) column.size = column.whole;
  }

  /** The groups that are full, once each. */
  function takeGroups(): Rows[] {
    return groups.splice(0);
  }

  /** The groups that were not taken, and the last rows. */
  function takeRest(): Rows[] {
    if (count > 0) endGroup();
    return takeGroups();
  }

  function endGroup(): void {
    groups.push({
      count,
      fields: held.flatMap((_, field): ColumnValues[] => {
        const [integers, text] = [numbers[field], texts[field]];
        if (integers) return [{ type: "integer", values: integers.slice(0, count) }];
        return text ? [{ type: "text", values: Buffer.from(text.bytes.subarray(0, text.whole)) }] : [];
      }),
      lines: lines.slice(0, count),
      offsets: offsets.slice(0, count),
      lengths: lengths.slice(0, count),
    });
    for (const column of textColumns) {
      column.size = 0;
      column.whole = 0;
    }
    count = 0;
  }
}

/** The texts of a column of them. */
export function textsOf(values: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < values.length; ) {
    const end = at + 4 + values.readUInt32LE(at);
    texts.push(values.toString("utf8", at + 4, end));
    at = end;
  }
  return texts;
}
