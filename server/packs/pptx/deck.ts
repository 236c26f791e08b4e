import pptxgen from "pptxgenjs";
import { logoSize } from "../../contract/logo.ts";
import type { PackModel, PackTable } from "../../contract/pack-model.ts";

import { hex } from "./chart-xml.ts";
import type { NativeChart } from "./native-chart.ts";

/** A presentation being made: its slides, and the charts in the order in which they were put on them. */
export type Deck = { presentation: pptxgen; pack: PackModel; charts: NativeChart[] };

export type Slide = pptxgen.Slide;

export const ink = "14212E";
export const ink2 = "3B4B5A";
export const muted = "566472";
const line = "D5DCE2";
const master = "PACK";

/** Inches. Slides are 13.33 × 7.5. */
export const content = { left: 0.5, top: 1.6, width: 12.33, bottom: 6.72 };

/** An empty presentation whose master carries force, pack, marking and everything that must stand on each page. */
export function startDeck(pack: PackModel): Deck {
  const presentation = new pptxgen();
  presentation.layout = "LAYOUT_WIDE";
  presentation.title = `${pack.title}, ${pack.force}`;
  presentation.author = pack.force;
  presentation.company = pack.force;
  presentation.subject = pack.title;
  presentation.theme = { headFontFace: "Arial", bodyFontFace: "Arial" };
  const accent = hex(pack.look.accent);
  const heading = `${pack.force}  |  ${pack.title}  |  ${pack.marking.handling}`;
  const headingWidth = pack.look.logo ? 8.6 : 10;
  const fontSize = [10, 9, 8].find((size) => heightOf(heading, headingWidth, size) < 0.2) ?? 7.5;
  const mark = (y: number) => ({
    text: {
      text: pack.marking.label,
      options: {
        ...{ x: 10.73, y, w: 2.1, h: 0.26 },
        ...{
          fontSize: 9,
          bold: true,
          color: ink,
          align: "center" as const,
          valign: "middle" as const,
          margin: 0,
        },
        line: { color: ink, width: 0.75 },
      },
    },
  });
  presentation.defineSlideMaster({
    title: master,
    background: { color: "FFFFFF" },
    objects: [
      ...(pack.look.logo
        ? [
            {
              image: {
                data: pack.look.logo,
                ...logoPlace(pack.look.logo, { right: 10.6, y: 0.1, w: 1.4, h: 0.38 }),
              },
            },
          ]
        : []),
      {
        text: {
          text: heading,
          options: {
            x: 0.5,
            y: 0.2,
            w: headingWidth,
            h: 0.26,
            fontSize,
            color: ink2,
            margin: 0,
            valign: "middle",
          },
        },
      },
      mark(0.2),
      { rect: { x: 0.5, y: 0.54, w: 12.33, h: 0.03, fill: { color: accent } } },
      {
        placeholder: {
          options: {
            ...{ name: "title", type: "title", x: 0.5, y: 0.66, w: 12.33, h: 0.82 },
            ...{
              fontFace: "Arial",
              fontSize: 22,
              bold: true,
              color: accent,
              align: "left",
              valign: "middle",
              margin: 0,
            },
          },
          text: "",
        },
      },
      { rect: { x: 0.5, y: 6.86, w: 12.33, h: 0.01, fill: { color: line } } },
      {
        text: {
          text: `${pack.stamps.join(". ")}.`,
          options: { x: 0.5, y: 6.92, w: 9.5, h: 0.42, fontSize: 8, color: muted, margin: 0, valign: "top" },
        },
      },
      mark(6.98),
    ],
    slideNumber: {
      x: 10.05,
      y: 6.98,
      w: 0.6,
      h: 0.26,
      fontFace: "Arial",
      fontSize: 9,
      color: ink2,
      align: "right",
    },
  });
  return { presentation, pack, charts: [] };
}

/** A logo in its own proportions, as large as a place allows and at its right edge. */
export function logoPlace(
  logo: string,
  { right, y, w, h }: { right: number; y: number; w: number; h: number },
): { x: number; y: number; w: number; h: number } {
  const { width, height } = logoSize(logo) ?? { width: w, height: h };
  const scale = Math.min(w / width, h / height);
  const drawn = { w: width * scale, h: height * scale };
  return { x: right - drawn.w, y: y + (h - drawn.h) / 2, ...drawn };
}

export function addSlide({ presentation }: Deck, title: string): Slide {
  const slide = presentation.addSlide({ masterName: master });
  const fontSize = [22, 20, 18, 16].find((size) => heightOf(title, content.width, size * 1.1) <= 0.82) ?? 15;
  slide.addText([{ text: title, options: { fontSize } }], { placeholder: "title" });
  return slide;
}

/** Puts a chart of PowerPoint's own on a slide; `mended` writes its part in place of the library's. */
export function addNativeChart(
  { presentation, charts }: Deck,
  slide: Slide,
  chart: NativeChart,
  altText: string,
  place: { x: number; y: number; w: number; h: number },
): void {
  charts.push(chart);
  const labels = chart.kind === "bars" ? chart.categories : chart.months;
  const type = presentation.ChartType[chart.kind === "lines" ? "line" : "bar"];
  const [first] = chart.series;
  slide.addChart(type, [{ name: first?.name ?? "", labels, values: labels.map(() => 1) }], {
    ...place,
    altText,
  });
}

/** A table over as many slides as it needs, its header on each: in letters as large as spare a slide, and rows shared out
 * so that none is left alone on the last. `above` is a table that stands over it on the first slide. */
export function addTableSlides(
  deck: Deck,
  title: string,
  table: PackTable,
  widths: number[],
  { size = 10.5, note = "", above = null }: { size?: number; note?: string; above?: Above | null } = {},
): void {
  const noteHeight = note ? heightOf(note, content.width, 9) + 0.05 : 0;
  const aboveHeight = above ? tableHeight(above.table, above.widths, size) + 0.25 : 0;
  const room = content.bottom - content.top - 0.35 - noteHeight;
  const pagesIn = (letters: number) => shared(table.rows, widths, letters, room, aboveHeight);
  const sizes = [0, 0.5, 1, 1.5].map((less) => size - less).filter((letters) => letters >= 9.5);
  const chosen = sizes
    .map((letters) => ({ letters, pages: pagesIn(letters) }))
    .reduce((best, each) => (each.pages.length < best.pages.length ? each : best));
  for (const [index, rows] of chosen.pages.entries()) {
    const slide = addSlide(deck, index === 0 ? title : `${title} (continued)`);
    const top = content.top + (index === 0 ? aboveHeight : 0);
    if (above && index === 0) addTable(slide, above.table, above.widths, size, content.left, content.top);
    addTable(slide, { head: table.head, rows }, widths, chosen.letters, content.left, top);
    if (note) {
      const place = { x: content.left, y: content.bottom - noteHeight, w: content.width, h: noteHeight };
      const look = { margin: 0, fontFace: "Arial", fontSize: 9, color: muted, valign: "top" as const };
      slide.addText(note, { ...place, ...look });
    }
  }
}

type Above = { table: PackTable; widths: number[] };

/** Rows by slide: as few slides as they need, and about as many rows on each. */
function shared(rows: string[][], widths: number[], size: number, room: number, taken: number): string[][][] {
  const filled = (most: number) => {
    const pages: string[][][] = [];
    for (let from = 0; from < rows.length || pages.length === 0; ) {
      const rest = rows.slice(from, from + most);
      const fitting = Math.max(1, howManyFit(rest, widths, size, room - (from === 0 ? taken : 0)));
      pages.push(rest.slice(0, fitting));
      from += fitting;
    }
    return pages;
  };
  const fewest = filled(rows.length).length;
  for (let most = Math.ceil(rows.length / fewest); most < rows.length; most += 1) {
    const pages = filled(most);
    if (pages.length === fewest) return pages;
  }
  return filled(rows.length);
}

export function addTable(
  slide: Slide,
  { head, rows }: PackTable,
  widths: number[],
  size: number,
  x: number,
  y: number,
): void {
  const rule = (color: string, pt: number): NonNullable<pptxgen.TableCellProps["border"]> => [
    { type: "none" },
    { type: "none" },
    { type: "solid", color, pt },
    { type: "none" },
  ];
  const cell = {
    fontFace: "Arial",
    fontSize: size,
    color: ink,
    margin: [0.03, 0.06, 0.03, 0.06] as [number, number, number, number],
  };
  slide.addTable(
    [
      head.map((text) => ({ text, options: { ...cell, bold: true, border: rule(ink, 1) } })),
      ...rows.map((row) =>
        row.map((text) => ({ text, options: { ...cell, border: rule(line, 0.5), valign: "top" as const } })),
      ),
    ],
    { x, y, w: widths.reduce((sum, width) => sum + width, 0), colW: widths },
  );
}

/** How many rows stand below each other in so many inches, from the length of their texts. */
export function howManyFit(rows: string[][], widths: number[], size: number, room: number): number {
  let used = 0;
  const over = rows.findIndex((row) => {
    used += rowHeight(row, widths, size);
    return used > room;
  });
  return over < 0 ? rows.length : over;
}

function tableHeight({ rows }: PackTable, widths: number[], size: number): number {
  return [[""], ...rows].reduce((sum, row) => sum + rowHeight(row, widths, size), 0);
}

function rowHeight(row: string[], widths: number[], size: number): number {
  const lines = row.map((text, column) => linesOf(text, (widths[column] ?? 1) - 0.12, size));
  return (Math.max(1, ...lines) * size * 1.2) / 72 + 0.08;
}

/** The height in inches of a text set in lines of some width. */
export function heightOf(text: string, width: number, size: number): number {
  return (linesOf(text, width, size) * size * 1.2) / 72;
}

/** How many lines a text takes at most; Arial's letters are about half as wide as they are high. */
function linesOf(text: string, width: number, size: number): number {
  return text
    .split("\n")
    .reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * size * 0.53) / 72 / width)), 0);
}
