import { escapeXml } from "../zip.ts";
import type { DrawnLines, Line } from "./native-chart.ts";

/** The sheet of the embedded workbook from which the chart reads. */
export const dataSheet = "Data";

/** The cells below the heading of a column of the data sheet. */
export function cellRange(column: string, count: number): string {
  return `${dataSheet}!$${column}$2:$${column}$${count + 1}`;
}

/** A line (DrawingML) of a colour, a width in points and a dash. */
export function stroke(colour: string, points: number, dash: Line["dash"]): string {
  return `<a:ln w="${Math.round(points * 12700)}" cap="flat"><a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill><a:prstDash val="${dash}"/><a:round/></a:ln>`;
}

/** How the words of a chart are set (DrawingML): 10 points, in a colour, bold or not. */
export function textPart(colour: string, bold: boolean): string {
  return `<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
}

/** A colour as DrawingML writes it, “0A63A8” for “#0a63a8”. */
export function hex(colour: string): string {
  return colour.replace("#", "").toUpperCase();
}

/** A series' name, in the heading of its column. */
export function namePart(column: string, name: string): string {
  return `<c:tx><c:strRef><c:f>${dataSheet}!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`;
}

/** The months of a chart as real dates. */
export function monthsPart(months: string[]): string {
  const points = months.map((month, at) => `<c:pt idx="${at}"><c:v>${serialOf(month)}</c:v></c:pt>`);
  return `<c:cat><c:numRef><c:f>${cellRange("A", months.length)}</c:f><c:numCache><c:formatCode>mmm yyyy</c:formatCode><c:ptCount val="${months.length}"/>${points.join("")}</c:numCache></c:numRef></c:cat>`;
}

/** A series' numbers as they are, a missing one left out. */
export function valuesPart(column: string, values: (number | null)[], format: string): string {
  const points = values.flatMap((value, at) =>
    value === null ? [] : [`<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`],
  );
  return `<c:val><c:numRef><c:f>${cellRange(column, values.length)}</c:f><c:numCache><c:formatCode>${escapeXml(format)}</c:formatCode><c:ptCount val="${values.length}"/>${points.join("")}</c:numCache></c:numRef></c:val>`;
}

/** Where the plot stands within its chart. */
export function layoutPart({ x, y, width, height }: DrawnLines["plot"]): string {
  return `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="${x}"/><c:y val="${y}"/><c:w val="${width}"/><c:h val="${height}"/></c:manualLayout></c:layout>`;
}

/** The first of a month as Excel counts days. */
export function serialOf(month: string): number {
  return Date.parse(`${month}-01T00:00:00Z`) / 86_400_000 + 25_569;
}
