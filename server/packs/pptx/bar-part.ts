import { escapeXml } from "../zip.ts";
import { cellRange, hex, namePart, stroke, textPart, valuesPart } from "./chart-xml.ts";
import type { DrawnBars } from "./native-chart.ts";

/** The part (DrawingML) of a chart of bars: one bar a category, or its parts stacked to a whole; a missing value is left out. */
export function barPart(chart: DrawnBars): string {
  const isStacked = chart.arrangement === "stacked columns";
  const [direction, side, across] = isStacked ? ["col", "b", "l"] : ["bar", "l", "t"];
  return `<c:barChart><c:barDir val="${direction}"/><c:grouping val="${isStacked ? "stacked" : "clustered"}"/><c:varyColors val="0"/>${chart.series.map((_, index) => seriesPart(chart, index)).join("")}<c:gapWidth val="${isStacked ? 45 : 35}"/>${isStacked ? `<c:overlap val="100"/>` : ""}<c:axId val="1001"/><c:axId val="1002"/></c:barChart>
<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="${isStacked ? "minMax" : "maxMin"}"/></c:scaling><c:delete val="0"/><c:axPos val="${side}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>${stroke("7D8B98", 0.75, "solid")}</c:spPr>${textPart("3B4B5A", false)}<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>
<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>${isStacked ? `<c:max val="1"/>` : ""}<c:min val="0"/></c:scaling><c:delete val="${isStacked ? 0 : 1}"/><c:axPos val="${across}"/>${isStacked ? `<c:majorGridlines><c:spPr>${stroke("D5DCE2", 0.5, "solid")}</c:spPr></c:majorGridlines>` : ""}<c:numFmt formatCode="${escapeXml(isStacked ? "0%" : chart.format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textPart("566472", false)}<c:crossAx val="1001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>${isStacked ? `<c:majorUnit val="0.25"/>` : ""}</c:valAx>`;
}

/** The legend (DrawingML) of stacked columns. Plain bars have none. */
export function legendPart(chart: DrawnBars): string {
  if (chart.arrangement !== "stacked columns") return "";
  return `<c:legend><c:legendPos val="r"/><c:overlay val="0"/>${textPart("14212E", false)}</c:legend>`;
}

function seriesPart({ categories, format, series, arrangement }: DrawnBars, index: number): string {
  const drawn = series[index];
  if (!drawn) return "";
  const column = String.fromCharCode(66 + index);
  const count = categories.length;
  const names = categories.map((name, at) => `<c:pt idx="${at}"><c:v>${escapeXml(name)}</c:v></c:pt>`);
  const labels =
    arrangement === "bars"
      ? `<c:dLbls><c:numFmt formatCode="${escapeXml(format)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${textPart("14212E", true)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`
      : "";
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${namePart(column, drawn.name)}<c:spPr><a:solidFill><a:srgbClr val="${hex(drawn.colour)}"/></a:solidFill>${stroke("FFFFFF", 0.5, "solid")}</c:spPr><c:invertIfNegative val="0"/>${labels}<c:cat><c:strRef><c:f>${cellRange("A", count)}</c:f><c:strCache><c:ptCount val="${count}"/>${names.join("")}</c:strCache></c:strRef></c:cat>${valuesPart(column, drawn.values, format)}</c:ser>`;
}
