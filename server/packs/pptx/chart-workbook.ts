import writeExcelFile from "write-excel-file/node";
import { dateCell } from "../xlsx/cells.ts";
import { unzip, zip } from "../zip.ts";
import { dataSheet, type NativeChart } from "./chart-part.ts";

/** The workbook behind a chart, which “Edit data” opens: real dates, true numbers with their zeros, gaps left empty. */
export async function chartWorkbook({ months, format, series }: NativeChart): Promise<Uint8Array> {
  const file = await writeExcelFile(
    [
      ["Month", ...series.map(({ name }) => name)].map((value) => ({ value, type: String })),
      ...months.map((month, index) => [
        dateCell(`${month}-01`, "mmm yyyy"),
        ...series.map(({ values }) => {
          const value = values[index];
          return typeof value === "number" ? { value, type: Number, format } : null;
        }),
      ]),
    ],
    { sheet: dataSheet, stickyRowsCount: 1, columns: [{ width: 12 }, ...series.map(() => ({ width: 18 }))] },
    { fontFamily: "Arial", fontSize: 10 },
  ).toBuffer();
  return zip(unzip(file));
}
