import writeExcelFile from "write-excel-file/node";
import { dateCell, textCell } from "../xlsx/cells.ts";
import { toSchema } from "../xlsx/schema.ts";
import { unzip, zip } from "../zip.ts";
import { dataSheet } from "./chart-xml.ts";
import type { NativeChart } from "./native-chart.ts";

/** The workbook behind a chart, which “Edit data” opens: real dates, true numbers with their zeros, gaps left empty. */
export async function chartWorkbook(chart: NativeChart): Promise<Uint8Array> {
  const { format, series } = chart;
  const [heading, categories] =
    chart.kind === "bars"
      ? [chart.heading, chart.categories.map(textCell)]
      : ["Month", chart.months.map((month) => dateCell(`${month}-01`, "mmm yyyy"))];
  const file = await writeExcelFile(
    [
      [heading, ...series.map(({ name }) => name)].map((value) => ({ value, type: String })),
      ...categories.map((category, index) => [
        category,
        ...series.map(({ values }) => {
          const value = values[index];
          return typeof value === "number" ? { value, type: Number, format } : null;
        }),
      ]),
    ],
    {
      sheet: dataSheet,
      stickyRowsCount: 1,
      columns: [{ width: chart.kind === "bars" ? 30 : 12 }, ...series.map(() => ({ width: 18 }))],
    },
    { fontFamily: "Arial", fontSize: 10 },
  ).toBuffer();
  return zip(toSchema(unzip(file)));
}
