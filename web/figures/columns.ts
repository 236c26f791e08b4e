import type { Cell } from "../components/csv.ts";

/** One column of a figure's table: its heading, the API's own value, and how that is written on the page. */
export type Column<Row> = {
  key: string;
  title: string;
  read: (row: Row) => Cell;
  write: (row: Row) => string;
  /** Smaller words under the value, such as its interval; in a file they have columns of their own. */
  note?: (row: Row) => string;
  isText?: boolean;
  className?: (row: Row) => string;
  where?: "page" | "file";
};

/** A figure as a table, and as a file: the same rows, every value as the API gives it. */
export type Table<Row> = {
  caption: string;
  rowHeading: string;
  rowKey: (row: Row) => string;
  rowTitle: (row: Row) => string;
  columns: Column<Row>[];
  rows: Row[];
  /** Rows in another order for the page than for a file. */
  pageRows?: Row[];
};

/** The table as a file: unrounded values, with the snapshot that they come from in every line. */
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
