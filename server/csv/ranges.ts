/** How the records of a file begin: their delimiter, the names of their fields, and the byte and line of the first after these.
 * `titles` are the lines before the names that hold something, which stand on the line `namesLine`. */
export type Header = {
  delimiter: string;
  fields: string[];
  offset: number;
  line: number;
  namesLine: number;
  titles: string[];
};

/** A part of a spooled file that begins with a record and ends with one: from a byte on, whose line has this number, up to
 * another byte. */
export type Range = { from: number; line: number; to: number };

/** Everything after the header. */
export function allRecords(header: Header): Range {
  return { from: header.offset, line: header.line, to: Number.POSITIVE_INFINITY };
}
