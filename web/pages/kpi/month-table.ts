import { formatMonth } from "../../../server/wording/format.ts";
import { markOf } from "../../../server/wording/judging.ts";
import { monthColumns } from "../../../server/wording/month-columns.ts";
import type { Column, Table } from "../../figures/columns.ts";
import type { Kpi, Point, Series } from "../../types.ts";

/** The table of the months with every value of the chart. The page begins with the latest month, a file with the earliest. */
export function monthTable(kpi: Kpi, { points }: Series): Table<Point> {
  return {
    caption: `${kpi.title}, by ${kpi.basis_title}. The latest month comes first.`,
    rowHeading: "Month",
    rowKey: ({ month }) => month,
    rowTitle: ({ month }) => formatMonth(month),
    columns: monthColumns(kpi, points).map((column) =>
      column.key === "reading" ? marked(kpi, column) : column,
    ),
    rows: points,
    pageRows: points.toReversed(),
  };
}

function marked(kpi: Kpi, column: Column<Point>): Column<Point> {
  return { ...column, isText: true, className: (point) => `words--${markOf(point, kpi.better)}` };
}
