import type { PackModel } from "../../contract/pack-model.ts";
import { formatLongMonth, formatShortDate } from "../../wording/format.ts";
import { deckTable } from "../make-model.ts";
import { addAttritionSlide } from "./attrition-slide.ts";
import { addSlide, content, type Deck, ink, ink2, logoPlace, startDeck } from "./deck.ts";
import { addKpiSlide } from "./kpi-slide.ts";
import { mended } from "./mend.ts";
import { addTable, addTableSlides } from "./tables.ts";
import { heightOf } from "./text-size.ts";

/** The pack as a presentation with charts of PowerPoint's own. Its bytes follow from the pack alone. */
export async function writePptx(pack: PackModel): Promise<Uint8Array> {
  const deck = startDeck(pack);
  addTitleSlide(deck);
  addChangedSlide(deck);
  addTableSlides(deck, "Flight deck", deckTable(pack.pages), [3.1, 1.6, 3.1, 2.63, 1.9], { size: 10.5 });
  for (const page of pack.pages) {
    addKpiSlide(deck, page);
    if (page.breakdown) {
      const { title, table, note } = page.breakdown;
      const isRead = table.head.at(-1) === "Reading";
      const figures = table.head.length - (isRead ? 2 : 1);
      const widths = [3.5, ...Array.from({ length: figures }, () => 6 / figures), ...(isRead ? [2.83] : [])];
      addTableSlides(deck, title, table, widths, { note });
    }
  }
  addAttritionSlide(deck);
  if (pack.actions.length > 0) {
    const rows = pack.actions.map(({ text, owner, due, state }) => [
      text,
      owner,
      formatShortDate(due),
      state,
    ]);
    addTableSlides(
      deck,
      "Actions",
      { head: ["Action", "Owner", "Due", "State"], rows },
      [7, 2.6, 1.5, 1.23],
      { size: 11 },
    );
  }
  const { files, checks } = deck.pack.quality;
  const read = { table: files, widths: [4.33, 2, 2, 2, 2] };
  if (checks.rows.length > 0)
    addTableSlides(
      deck,
      "Data quality: rows read, and what the checks found",
      checks,
      [1.25, 0.75, 5.2, 5.13],
      {
        above: read,
      },
    );
  else addTableSlides(deck, "Data quality: rows read", files, read.widths, { size: 11 });
  addTableSlides(
    deck,
    "Definitions",
    {
      head: ["KPI", "Definition", "Counted", "Out of"],
      rows: pack.pages.map(({ kpi }) => [kpi.title, kpi.definition, kpi.numerator, kpi.denominator]),
    },
    [2.6, 4.13, 2.8, 2.8],
    { size: 10 },
  );
  const provenance = pack.provenance.map(({ name, value }) => [name, value]);
  addTableSlides(
    deck,
    "Where these figures come from",
    { head: ["What", "Value"], rows: provenance },
    [2.4, 9.93],
  );
  const file = await deck.presentation.write({ outputType: "uint8array" });
  if (!(file instanceof Uint8Array)) throw new Error("The presentation was not written as bytes");
  return mended(file, pack, deck.charts);
}

function addTitleSlide(deck: Deck): void {
  const { pack } = deck;
  const slide = addSlide(deck, `${pack.title}, ${formatLongMonth(pack.month)}`);
  if (pack.look.logo) {
    const place = logoPlace(pack.look.logo, { right: 3.1, y: 1.8, w: 2.6, h: 1.3 });
    slide.addImage({ data: pack.look.logo, ...place, x: 0.5, altText: pack.force });
  }
  slide.addText(
    [
      { text: pack.force, options: { fontSize: 20, bold: true, color: ink, breakLine: true } },
      {
        text: `${pack.marking.label}. ${pack.marking.handling}.`,
        options: { fontSize: 14, color: ink, breakLine: true },
      },
      ...pack.notices.map((text) => ({
        text,
        options: { fontSize: 14, bold: true, color: ink, breakLine: true },
      })),
      { text: `${pack.stamps.join(". ")}.`, options: { fontSize: 14, color: ink2 } },
    ],
    { x: 0.5, y: 3.3, w: 11, h: 3.3, margin: 0, valign: "top", fontFace: "Arial", paraSpaceAfter: 8 },
  );
}

function addChangedSlide(deck: Deck): void {
  const { summary, rule, signals, still } = deck.pack.changed;
  const slide = addSlide(deck, "What changed this month");
  const rows = [
    ...signals.map(({ label, title, reading }) => [label, title, reading]),
    ...(still.length > 0 ? [["As usual", "Nothing to react to", `${still.join("; ")}.`]] : []),
  ];
  const height = heightOf(summary, content.width, 14) + heightOf(rule, content.width, 10) + 0.05;
  slide.addText(
    [
      { text: summary, options: { fontSize: 14, color: ink, breakLine: true } },
      { text: rule, options: { fontSize: 10, color: ink2 } },
    ],
    { x: 0.5, y: 1.5, w: content.width, h: height, margin: 0, valign: "top", fontFace: "Arial" },
  );
  if (rows.length > 0)
    addTable(
      slide,
      { head: ["Reading", "Measure", "What it says"], rows },
      [2.3, 3.6, 6.43],
      rows.length > 9 ? 10 : 12,
      { x: 0.5, y: 1.6 + height },
    );
}
