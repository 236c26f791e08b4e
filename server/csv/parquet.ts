import type { ColumnValues } from "./row-columns.ts";

export type NamedColumn = { name: string } & (ColumnValues | { type: "double"; values: Float64Array });

/** The numbers that the Parquet format (Apache, version 1 pages) gives to what is used of it here. */
const types = { integer: 1, double: 5, text: 6 };
const plain = 0;
const runLength = 3;
const utf8 = 0;
const required = 0;
const uncompressed = 0;
const dataPage = 0;
const magic = Buffer.from("PAR1");

/** Writes columns as the parts of a Parquet file: one row group, one page a column, plain and uncompressed, as they lie in
 * memory, so that the engine copies them instead of parsing a CSV. No value is null. */
export function parquetFile(columns: NamedColumn[], count: number): Buffer[] {
  const parts: Buffer[] = [magic];
  let offset = magic.length;
  const chunks = columns.map((column) => {
    const data = Buffer.from(column.values.buffer, column.values.byteOffset, column.values.byteLength);
    const header = pageHeader(data.length, count);
    const bytes = header.length + data.length;
    const chunk = columnChunk(column, count, offset, bytes);
    parts.push(header, data);
    offset += bytes;
    return { chunk, bytes };
  });
  const footer = Buffer.from(
    struct(
      [1, integer(1)],
      [2, list(12, [root(columns.length), ...columns.map(leaf)])],
      [3, long(count)],
      [4, list(12, [rowGroup(chunks, count)])],
    ).bytes,
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return [...parts, footer, length, magic];
}

function pageHeader(size: number, values: number): Buffer {
  const page = struct(
    [1, integer(values)],
    [2, integer(plain)],
    [3, integer(runLength)],
    [4, integer(runLength)],
  );
  return Buffer.from(struct([1, integer(dataPage)], [2, integer(size)], [3, integer(size)], [5, page]).bytes);
}

function root(children: number): Thrift {
  return struct([4, text("rows")], [5, integer(children)]);
}

function leaf({ name, type }: NamedColumn): Thrift {
  const fields: [number, Thrift][] = [
    [1, integer(types[type])],
    [3, integer(required)],
    [4, text(name)],
  ];
  return struct(...fields, ...(type === "text" ? [[6, integer(utf8)] as [number, Thrift]] : []));
}

function rowGroup(chunks: { chunk: Thrift; bytes: number }[], count: number): Thrift {
  const size = chunks.reduce((sum, { bytes }) => sum + bytes, 0);
  return struct(
    [
      1,
      list(
        12,
        chunks.map(({ chunk }) => chunk),
      ),
    ],
    [2, long(size)],
    [3, long(count)],
  );
}

function columnChunk({ name, type }: NamedColumn, count: number, offset: number, bytes: number): Thrift {
  const metaData = struct(
    [1, integer(types[type])],
    [2, list(5, [integer(plain), integer(runLength)])],
    [3, list(8, [text(name)])],
    [4, integer(uncompressed)],
    [5, long(count)],
    [6, long(bytes)],
    [7, long(bytes)],
    [9, long(offset)],
  );
  return struct([2, long(offset)], [3, metaData]);
}

/** A value in Thrift's compact protocol, in which Parquet describes itself: the number of its type and its bytes. */
type Thrift = { type: number; bytes: number[] };

function struct(...fields: [id: number, value: Thrift][]): Thrift {
  let last = 0;
  const bytes = fields.flatMap(([id, { type, bytes: value }]) => {
    const header = ((id - last) << 4) | type;
    last = id;
    return [header, ...value];
  });
  return { type: 12, bytes: [...bytes, 0] };
}

function list(of: number, values: Thrift[]): Thrift {
  const size = values.length < 15 ? [(values.length << 4) | of] : [0xf0 | of, ...variable(values.length)];
  return { type: 9, bytes: [...size, ...values.flatMap(({ bytes }) => bytes)] };
}

function text(value: string): Thrift {
  const bytes = Buffer.from(value);
  return { type: 8, bytes: [...variable(bytes.length), ...bytes] };
}

function integer(value: number): Thrift {
  return { type: 5, bytes: variable(value * 2) };
}

function long(value: number): Thrift {
  return { type: 6, bytes: variable(value * 2) };
}

/** Seven bits a byte, the lowest first. */
function variable(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}
