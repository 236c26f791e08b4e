import type { Cell } from "../components/csv.ts";

/** One column of a figure's table: its heading, the API's own value, and how that is written on the page. */
export type Column<Row> = {
  key: string;
  title: string;
  read: (row: Row) => Cell;
  write: (row: Row) => string;
  /** Smaller words under the value, such as its interval. A file has separate columns for them. */
  note?: (row: Row) => string;
  isText?: boolean;
  className?: (row: Row) => string;
  where?: "page" | "file";
};

/** A figure as rows and columns, for the page's table and for a file. Every value is the API's. */
export type Table<Row> = {
  caption: string;
  rowHeading: string;
  rowKey: (row: Row) => string;
  rowTitle: (row: Row) => string;
  columns: Column<Row>[];
  rows: Row[];
  /** The rows in the order of the page, if a file has another. */
  pageRows?: Row[];
};

/** Writes the table as CSV: unrounded values, and in every line the snapshot that they come from. */
export function fileOf<Row>(
  { rowHeading, rowKey, columns, rows }: Table<Row>,
  snapshot: string,
): { header: string[]; rows: Cell[][] } {
  const held = columns.filter(({ where }) => where !== "page");
  return {
    header: [rowHeading.toLowerCase(), ...held.map(({ key }) => key), "snapshot"],
    rows: rows.map((row) => [rowKey(row), ...held.map(({ read }) => read(row)), snapshot]),
  };
}
