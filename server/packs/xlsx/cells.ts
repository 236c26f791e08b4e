import type { CellObject, SheetData } from "write-excel-file/node";
import type { Kpi } from "../../contract/kpi.ts";
import type { PackModel, PackPage } from "../../contract/pack-model.ts";
import { packColumns } from "../recorded.ts";

type Table = { widths: number[]; head: string[]; rows: SheetData };

/** Text that stays text, also when the sheet is saved as CSV and opened again. */
export function textCell(text: string): CellObject {
  return { value: /^[=+\-@\t\r]/.test(text) ? `'${text}` : text, type: String };
}

/** A real date, from `2026-10-31`, shown in a format of Excel. */
export function dateCell(date: string, format: string): CellObject {
  return { value: new Date(`${date}T00:00:00Z`), type: Date, format };
}

/** A KPI by month: the columns of the page's table and recorded crimes, with the API's own values, unrounded. */
export function monthRows(page: PackPage, recorded: PackModel["recorded"]): Table {
  const { kpi, series } = page;
  const columns = packColumns(page, recorded);
  return {
    widths: [
      12,
      ...columns.map(({ key, title }) => (key === "reading" ? 36 : Math.max(13, title.length + 3))),
    ],
    head: ["Month", ...columns.map(({ title }) => title)],
    rows: (series?.points ?? []).map((point) => [
      dateCell(`${point.month}-01`, "mmm yyyy"),
      ...columns.map(({ key, read, write }) => {
        const value = read(point);
        if (typeof value === "number") return { value, type: Number, format: formatOf(kpi, key) };
        return value === null ? blankCell(write(point)) : wordsCell(value);
      }),
    ]),
  };
}

/** A breakdown, in which the numbers of the other files are numbers too. */
export function breakdownRows({ table }: NonNullable<PackPage["breakdown"]>, { words }: Kpi): Table {
  const longest = Math.max(20, ...table.rows.map(([name = ""]) => name.length));
  return {
    widths: table.head.map((title, index) =>
      index === 0 ? Math.min(longest * 1.1, 70) : title === "Reading" ? 34 : 18,
    ),
    head: table.head,
    rows: table.rows.map((row) =>
      row.map((text, index) => (index === 0 ? textCell(text) : figureCell(text, words))),
    ),
  };
}

const units: Record<string, { scale: number; format: string }> = {
  "": { scale: 1, format: "#,##0" },
  "%": { scale: 100, format: "0.0%" },
  day: { scale: 1, format: '#,##0" days"' },
};

/** “1,461”, “83.9%”, “332 days” and “57 crimes” as numbers; all else as text. */
function figureCell(text: string, { one, many }: Kpi["words"]): CellObject {
  const [, digits = "", unit = ""] = /^([\d,]+(?:\.\d+)?)(%| .+)?$/.exec(text) ?? [];
  const kind = [one, many].includes(unit.trim()) ? units[""] : units[unit.trim().replace(/s$/, "")];
  if (!digits || !kind) return /^[\d[]/.test(text) ? { ...textCell(text), align: "right" } : wordsCell(text);
  const value = Number(digits.replaceAll(",", ""));
  return {
    value: kind.scale === 1 ? value : Number((value / kind.scale).toFixed(6)),
    type: Number,
    format: kind.format,
  };
}

/** Words that stand apart from the number before them. */
function wordsCell(text: string): CellObject {
  return { ...textCell(text), align: "left", indent: 1 };
}

/** A missing figure is an empty cell, and a hidden one says so. */
function blankCell(written: string): CellObject | null {
  return written === "[c]" ? { ...textCell(written), align: "right" } : null;
}

function formatOf(kpi: Kpi, key: string): string {
  const isFigure = ["value", "p75", "p90", "mean", "lower", "upper"].includes(key);
  if (!isFigure) return "#,##0";
  if (kpi.unit === "share") return "0.0%";
  return ["mean", "lower", "upper"].includes(key) ? "#,##0.0" : "#,##0";
}
