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

/** Gathers rows field by field. A row counts once it is ended; what was put of one that is dropped is forgotten. */
export function createRowColumns(held: Held[]) {
  let capacity = 1 << 16;
  let count = 0;
  const numbers = held.map((how) => (how === "number" ? new Int32Array(capacity) : null));
  const texts = held.map((how) =>
    how === "text" ? { bytes: Buffer.allocUnsafe(1 << 20), size: 0, whole: 0 } : null,
  );
  const textColumns = texts.filter((column) => column !== null);
  let lines = new Int32Array(capacity);
  let offsets = new Float64Array(capacity);
  let lengths = new Int32Array(capacity);

  return { putNumber, putText, endRow, dropRow, count: () => count, takeRows };

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
    if (count === capacity) grow();
  }

  function dropRow(): void {
    for (const column of textColumns) column.size = column.whole;
  }

  function grow(): void {
    capacity *= 2;
    for (const [field, column] of numbers.entries())
      if (column) numbers[field] = longer(column, new Int32Array(capacity));
    lines = longer(lines, new Int32Array(capacity));
    offsets = longer(offsets, new Float64Array(capacity));
    lengths = longer(lengths, new Int32Array(capacity));
  }

  /** The rows ended since they were last taken; what was put of the next one stays. */
  function takeRows(): Rows {
    const rows: Rows = {
      count,
      fields: held.flatMap((_, field): ColumnValues[] => {
        const [integers, text] = [numbers[field], texts[field]];
        if (integers) return [{ type: "integer", values: integers.slice(0, count) }];
        return text ? [{ type: "text", values: Buffer.from(text.bytes.subarray(0, text.whole)) }] : [];
      }),
      lines: lines.slice(0, count),
      offsets: offsets.slice(0, count),
      lengths: lengths.slice(0, count),
    };
    for (const column of numbers) if (column) column[0] = column[count] ?? 0;
    for (const column of textColumns) {
      column.bytes.copyWithin(0, column.whole, column.size);
      column.size -= column.whole;
      column.whole = 0;
    }
    count = 0;
    return rows;
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

function longer<Column extends Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
