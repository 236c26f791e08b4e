import { hex, monthsPart, namePart, stroke, textPart, valuesPart } from "./chart-xml.ts";
import type { DrawnMonths } from "./native-chart.ts";

/** The part (DrawingML) of a strip of columns by month, from 0 up and without labels. */
export function monthColumnsPart({ months, format, series }: DrawnMonths): string {
  const drawn = series.map(({ name, values, colour }, index) => {
    const column = String.fromCharCode(66 + index);
    return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${namePart(column, name)}<c:spPr><a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>${monthsPart(months)}${valuesPart(column, values, format)}</c:ser>`;
  });
  return `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${drawn.join("")}<c:gapWidth val="35"/><c:axId val="1001"/><c:axId val="1002"/></c:barChart>
<c:dateAx><c:axId val="1001"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="mmm yyyy" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:spPr>${stroke("7D8B98", 0.75, "solid")}</c:spPr>${textPart("566472", false)}<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="months"/></c:dateAx>
<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="l"/><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`;
}
