import type { Line } from "./native-chart.ts";

/** The sheet of the embedded workbook from which the chart reads. */
export const dataSheet = "Data";

/** The cells below the heading of a column of the data sheet. */
export function cellRange(column: string, count: number): string {
  return `${dataSheet}!$${column}$2:$${column}$${count + 1}`;
}

export function stroke(colour: string, points: number, dash: Line["dash"]): string {
  return `<a:ln w="${Math.round(points * 12700)}" cap="flat"><a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill><a:prstDash val="${dash}"/><a:round/></a:ln>`;
}

export function textPart(colour: string, bold: boolean): string {
  return `<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
}

export function hex(colour: string): string {
  return colour.replace("#", "").toUpperCase();
}
