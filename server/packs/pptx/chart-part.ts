import { escapeXml } from "../zip.ts";
import { barPart, legendPart } from "./bar-part.ts";
import { hex, layoutPart, monthsPart, namePart, stroke, textPart, valuesPart } from "./chart-xml.ts";
import { monthColumnsPart } from "./month-columns-part.ts";
import type { ChartSeries, DrawnLines, Marker, NativeChart } from "./native-chart.ts";

/** The chart part (DrawingML): every element in the order of its schema, every number as it is, a missing one left out. */
export function chartPart(chart: NativeChart): string {
  const [layout, drawn, legend] = drawnParts(chart);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>${layout}${drawn}<c:spPr><a:noFill/></c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr><a:latin typeface="Arial"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
}

function drawnParts(chart: NativeChart): [layout: string, drawn: string, legend: string] {
  switch (chart.kind) {
    case "lines":
      return [layoutPart(chart.plot), linesPart(chart), ""];
    case "months":
      return [layoutPart(chart.plot), monthColumnsPart(chart), ""];
    case "bars":
      return ["<c:layout/>", barPart(chart), legendPart(chart)];
  }
}

function linesPart(chart: DrawnLines): string {
  const { axis } = chart;
  return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${chart.series.map((series, index) => seriesPart(chart, series, index)).join("")}<c:marker val="1"/><c:axId val="1001"/><c:axId val="1002"/></c:lineChart>
<c:dateAx><c:axId val="1001"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="mmm yyyy" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>${stroke("7D8B98", 0.75, "solid")}</c:spPr>${textPart("3B4B5A", false)}<c:crossAx val="1002"/><c:crosses val="min"/><c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="months"/><c:majorUnit val="${chart.months.length > 18 ? 12 : 3}"/><c:majorTimeUnit val="months"/></c:dateAx>
<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/><c:max val="${axis.high}"/><c:min val="${axis.low}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr>${stroke("D5DCE2", 0.5, "solid")}</c:spPr></c:majorGridlines><c:numFmt formatCode="${escapeXml(axis.format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textPart("566472", false)}<c:crossAx val="1001"/><c:crosses val="min"/><c:crossBetween val="between"/><c:majorUnit val="${axis.step}"/></c:valAx>`;
}

function seriesPart(chart: DrawnLines, series: ChartSeries, index: number): string {
  const column = String.fromCharCode(66 + index);
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${namePart(column, series.name)}<c:spPr>${series.line ? stroke(series.line.colour, series.line.width, series.line.dash) : "<a:ln><a:noFill/></a:ln>"}</c:spPr>${markerPart(series.marker)}${labelsPart(chart, series)}${series.dropLine ? `<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/><c:noEndCap val="1"/><c:val val="100"/><c:spPr>${stroke(series.dropLine, 1.25, "solid")}</c:spPr></c:errBars>` : ""}${monthsPart(chart.months)}${valuesPart(column, series.values, chart.format)}<c:smooth val="0"/></c:ser>`;
}

function labelsPart(chart: DrawnLines, { label, texts = [], line }: ChartSeries): string {
  if (!label && texts.length === 0) return "";
  const shown = (name: 0 | 1) =>
    `<c:showLegendKey val="0"/><c:showVal val="${name}"/><c:showCatName val="0"/><c:showSerName val="${name}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
  const named = label
    ? `<c:dLbl><c:idx val="${label.index}"/><c:layout><c:manualLayout><c:x val="${label.right}"/><c:y val="${label.down}"/></c:manualLayout></c:layout><c:numFmt formatCode="${escapeXml(chart.levelFormat)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${textPart(line?.colour === "#7d8b98" ? "566472" : (line?.colour ?? "#14212e"), true)}<c:dLblPos val="r"/>${shown(1)}<c:separator> </c:separator></c:dLbl>`
    : "";
  const written = texts.map(
    ({ index, text }) =>
      `<c:dLbl><c:idx val="${index}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB" sz="1100" b="1"><a:solidFill><a:srgbClr val="14212E"/></a:solidFill></a:rPr><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="t"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>`,
  );
  return `<c:dLbls>${named}${written.join("")}${shown(0)}<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext></c:extLst></c:dLbls>`;
}

function markerPart(marker: Marker | undefined): string {
  if (!marker) return `<c:marker><c:symbol val="none"/></c:marker>`;
  return `<c:marker><c:symbol val="${marker.symbol}"/><c:size val="${marker.size}"/><c:spPr><a:solidFill><a:srgbClr val="${hex(marker.fill)}"/></a:solidFill>${stroke(marker.line, 1, "solid")}</c:spPr></c:marker>`;
}
