import { strToU8 } from "fflate";
import { palette } from "../../charts/palette.ts";
import type { PackModel } from "../../contract/pack-model.ts";
import { formatLongMonth } from "../../wording/format.ts";
import { escapeXml, mendParts, type Parts, unzip, zip } from "../zip.ts";
import { chartPart } from "./chart-part.ts";
import { chartWorkbook } from "./chart-workbook.ts";
import { hex } from "./chart-xml.ts";
import type { NativeChart } from "./native-chart.ts";
import { toSchema } from "./schema.ts";

/** Mends what pptxgenjs 4.0.1 writes. Its charts lose zeros and gaps and break the order of their schema, so each chart part and its
 * workbook are written again. The theme gets the force's colours, each shape another id, tables a header row and texts their language.
 * The properties are written again, with every name escaped and without the time of writing. */
export async function mended(file: Uint8Array, pack: PackModel, charts: NativeChart[]): Promise<Uint8Array> {
  const parts = toSchema(renumbered(unzip(file)));
  for (const [index, chart] of charts.entries()) {
    parts[`ppt/charts/chart${index + 1}.xml`] = strToU8(chartPart(chart));
    parts[`ppt/embeddings/Microsoft_Excel_Worksheet${index + 1}.xlsx`] = await chartWorkbook(chart);
  }
  return zip(
    mendParts(parts, [
      [/^ppt\/slides\/slide\d+\.xml$/, slide],
      [/^ppt\/.*\.xml$/, (text) => text.replaceAll('lang="en-US"', 'lang="en-GB"')],
      [/^ppt\/theme\/theme\d+\.xml$/, (text) => inColours(text, themeColours(pack))],
      [/^ppt\/(slides|slideLayouts|charts)\/[^/]+\.xml$/, (text) => bound(text, hex(pack.look.accent))],
      [/^docProps\/core\.xml$/, () => coreProperties(pack)],
      [/^docProps\/app\.xml$/, () => programProperties(pack)],
    ]),
  );
}

/** Numbers the charts of every file from 1, as the library goes on counting while the program runs. */
function renumbered(parts: Parts): Parts {
  const numbers = Object.keys(parts)
    .flatMap((name) => /^ppt\/charts\/chart(\d+)\.xml$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const change = (text: string) =>
    text.replace(/(chart|Microsoft_Excel_Worksheet)(\d+)\.(xml|xlsx)/g, (whole, name, number, ending) => {
      const place = numbers.indexOf(Number(number));
      return place < 0 ? whole : `${name}${place + 1}.${ending}`;
    });
  const named = Object.fromEntries(Object.entries(parts).map(([name, part]) => [change(name), part]));
  return mendParts(named, [[/\.rels$|^\[Content_Types\]\.xml$/, change]]);
}

function slide(text: string): string {
  let id = 1;
  return text
    .replace(/(<p:cNvPr id=")\d+(")/g, (_, before: string, after: string) => `${before}${id++}${after}`)
    .replaceAll("<a:tblPr/>", '<a:tblPr firstRow="1"/>');
}

/** Sets the theme's colours, the force's first. PowerPoint offers them for additions to the pack. */
function themeColours({ look }: PackModel): Record<string, string> {
  return {
    ...{ dk2: palette.ink, accent1: look.accent, accent2: palette.improvement, accent3: palette.concern },
    ...{ accent4: palette.signal, accent5: palette.common, accent6: palette.volume, hlink: look.accent },
  };
}

function inColours(theme: string, colours: Record<string, string>): string {
  return Object.entries(colours).reduce(
    (text, [name, colour]) =>
      text.replace(
        new RegExp(`<a:${name}>.*?</a:${name}>`),
        `<a:${name}><a:srgbClr val="${hex(colour)}"/></a:${name}>`,
      ),
    theme,
  );
}

/** Takes the force's colour from the theme everywhere, so that it follows a change of the theme. */
function bound(text: string, accent: string): string {
  return text.replaceAll(`<a:srgbClr val="${accent}"/>`, '<a:schemeClr val="accent1"/>');
}

/** Title and maker; the time is the snapshot's as-at date. */
function coreProperties({ title, month, force, snapshot, marking }: PackModel): string {
  const at = `<dcterms:created xsi:type="dcterms:W3CDTF">${snapshot.asAt}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${snapshot.asAt}T00:00:00Z</dcterms:modified>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(`${title}, ${formatLongMonth(month)}`)}</dc:title><dc:subject>${escapeXml(marking.label)}</dc:subject><dc:creator>${escapeXml(force)}</dc:creator><dc:language>en-GB</dc:language>${at}</cp:coreProperties>`;
}

/** The force, as the company. */
function programProperties({ force }: PackModel): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>NOM Flight Deck</Application><Company>${escapeXml(force)}</Company></Properties>`;
}
