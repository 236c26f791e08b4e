import type { CellObject, SheetData } from "write-excel-file/node";
import type { Kpi } from "../../schemas.ts";
import type { PackModel, PackPage } from "../model.ts";
import { packColumns } from "../recorded.ts";

type Table = { widths: number[]; head: string[]; rows: SheetData };

/** Text that stays text, also when the sheet is saved as CSV and opened again. */
export function textCell(text: string): CellObject {
  return { value: /^[=+\-@\t\r]/.test(text) ? `'${text}` : text, type: String };
}

export function dateCell(date: string, format: string): CellObject {
  return { value: new Date(`${date}T00:00:00Z`), type: Date, format };
}

/** A KPI by month: the columns of the page's table and recorded crimes, with the API's own values, unrounded. */
export function monthRows(page: PackPage, recorded: PackModel["recorded"]): Table {
  const { kpi, series } = page;
  const columns = packColumns(page, recorded);
  return {
    widths: [12, ...columns.map(({ key }) => (key === "reading" ? 34 : 13))],
    head: ["Month", ...columns.map(({ title }) => title)],
    rows: (series?.points ?? []).map((point) => [
      dateCell(`${point.month}-01`, "mmm yyyy"),
      ...columns.map(({ key, read, write }) => {
        const value = read(point);
        if (typeof value === "number") return { value, type: Number, format: formatOf(kpi, key) };
        return value === null ? blankCell(write(point)) : textCell(value);
      }),
    ]),
  };
}

export function breakdownRows({ table }: NonNullable<PackPage["breakdown"]>): Table {
  return {
    widths: table.head.map((_, index) => (index === 0 ? 34 : 18)),
    head: table.head,
    rows: table.rows.map((row) => row.map(textCell)),
  };
}

/** A missing figure is an empty cell; one that is hidden says so. */
function blankCell(written: string): CellObject | null {
  return written === "[c]" ? textCell(written) : null;
}

function formatOf(kpi: Kpi, key: string): string {
  const isFigure = ["value", "p75", "p90", "mean", "lower", "upper"].includes(key);
  if (!isFigure) return "#,##0";
  if (kpi.unit === "share") return "0.0%";
  return ["mean", "lower", "upper"].includes(key) ? "#,##0.0" : "#,##0";
}
