import type pptxgen from "pptxgenjs";
import type { PackTable } from "../../contract/pack-model.ts";
import { addSlide, content, type Deck, ink, line, muted, type Slide } from "./deck.ts";
import { heightOf, linesOf } from "./text-size.ts";

/** Adds a table over as many slides as it needs, its header on each. Its letters are smaller if that saves a slide, and no slide
 * is left with a single row. `above` is a table that stands over it on the first slide. */
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
    if (above && index === 0)
      addTable(slide, above.table, above.widths, size, { x: content.left, y: content.top });
    addTable(slide, { head: table.head, rows }, widths, chosen.letters, { x: content.left, y: top });
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

/** Puts a table on a slide. `widths` are in inches, `size` in points. */
export function addTable(
  slide: Slide,
  { head, rows }: PackTable,
  widths: number[],
  size: number,
  { x, y }: { x: number; y: number },
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

/** Works out from the length of their texts how many rows fit below each other into `room` inches. */
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
