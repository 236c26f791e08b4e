import { palette } from "../../charts/palette.ts";
import { formatMonth, formatShortDate } from "../../wording/format.ts";
import type { PackPage } from "../model.ts";
import { hex } from "./chart-xml.ts";
import {
  addNativeChart,
  addSlide,
  addTable,
  type Deck,
  heightOf,
  howManyFit,
  ink,
  ink2,
  muted,
  type Slide,
} from "./deck.ts";
import { isRebased, nativeChart } from "./series-chart.ts";

const colours: Record<PackPage["callouts"][number]["mark"], string> = {
  improvement: hex(palette.improvement),
  concern: hex(palette.concern),
  signal: hex(palette.signal),
  common: ink,
  unjudged: muted,
};

const side = { x: 8.65, w: 4.18 };

/** One KPI on one slide: headline, native chart, three answers, commentary, actions. */
export function addKpiSlide(deck: Deck, page: PackPage): void {
  if (!page.series) return;
  const slide = addSlide(deck, page.headline);
  addChart(deck, slide, page);
  page.callouts.forEach((callout, index) => {
    const y = 1.62 + index * 0.86;
    const fill = { color: colours[callout.mark] };
    slide.addShape("rect", { x: side.x, y, w: 0.05, h: 0.74, fill });
    slide.addText(
      [
        {
          text: callout.value,
          options: { fontSize: 18, bold: true, color: colours[callout.mark], breakLine: true },
        },
        { text: `${callout.title}. `, options: { fontSize: 10.5, bold: true, color: ink } },
        { text: callout.text, options: { fontSize: 10.5, color: ink2 } },
      ],
      {
        x: side.x + 0.12,
        y: y - 0.05,
        w: side.w - 0.12,
        h: 0.84,
        margin: 0,
        valign: "top",
        fontFace: "Arial",
        fit: "shrink",
      },
    );
  });
  const size = commentarySize(page);
  const written = page.commentary.map((text) => heightOf(text, side.w, size) + 0.05);
  const commentary = { y: 4.2, h: 0.26 + written.reduce((sum, height) => sum + height, 0) };
  slide.addText(
    [
      { text: "What it means", options: { fontSize: 12, bold: true, color: ink, breakLine: true } },
      ...page.commentary.map((text) => ({
        text,
        options: { fontSize: size, color: ink, breakLine: true, paraSpaceBefore: 3 },
      })),
    ],
    { x: side.x, w: side.w, ...commentary, margin: 0, valign: "top", fontFace: "Arial" },
  );
  addActions(slide, page, commentary.y + commentary.h + 0.1);
}

const actionWidths = [2.13, 1.15, 0.9];

/** As many actions as there is room for; all of them stand on the page of actions. */
function addActions(slide: Slide, page: PackPage, top: number): void {
  if (page.actions.length === 0) return;
  const actions = page.actions.map(({ text, owner, due }) => [text, owner, formatShortDate(due)]);
  const room = 6.76 - top - 0.3 - 0.26;
  const all = howManyFit(actions, actionWidths, 9.5, room);
  const shown = all < actions.length ? howManyFit(actions, actionWidths, 9.5, room - 0.2) : all;
  const line = { x: side.x, w: side.w, h: 0.26, margin: 0, fontFace: "Arial" };
  if (shown > 0) {
    const rows = actions.slice(0, shown);
    slide.addText("Actions", { ...line, y: top, fontSize: 12, bold: true, color: ink });
    addTable(slide, { head: ["Action", "Owner", "Due"], rows }, actionWidths, 9.5, side.x, top + 0.3);
  }
  if (shown < actions.length) {
    const further =
      shown > 0
        ? `${actions.length - shown} more`
        : actions.length === 1
          ? "1 action"
          : `${actions.length} actions`;
    slide.addText(`${further} on the page of actions.`, { ...line, y: 6.54, fontSize: 9, color: muted });
  }
}

function addChart(deck: Deck, slide: Slide, page: PackPage): void {
  const { kpi, series } = page;
  if (!series) return;
  const chart = nativeChart(kpi, series, deck.pack.look.accent);
  addNativeChart(deck, slide, chart, page.alternative, { x: 0.4, y: 1.55, w: 8.1, h: 4.3 });
  if (series.points.every(({ value }) => value === null)) {
    const place = { x: 1, y: 3.4, w: 5.8, h: 0.4 };
    const look = { fontFace: "Arial", fontSize: 12, color: muted, align: "center" as const };
    slide.addText("No figure in any of these months", { ...place, ...look });
  }
  const measure = { share: "Share of crimes", days: "Days, median of the month", crimes: "Crimes" }[kpi.unit];
  const events = series.annotations.map(
    ({ month, title }, index) => `${index + 1}  ${formatMonth(month)}: ${title}.`,
  );
  slide.addText(
    [
      {
        text: `${measure}, by ${kpi.basis_title}. Blue circle: improvement; orange square: concern; violet triangle: signal without an agreed direction; hollow: not judged.${isRebased(series) ? " Limits worked out anew within the chart." : ""}`,
        options: { breakLine: true },
      },
      ...(events.length > 0 ? [{ text: events.join("  "), options: { color: ink, breakLine: true } }] : []),
      { text: page.note },
    ],
    {
      x: 0.5,
      y: 5.88,
      w: 8,
      h: 0.9,
      margin: 0,
      valign: "top",
      fontFace: "Arial",
      fontSize: 9,
      color: muted,
      fit: "shrink",
    },
  );
}

/** Smaller letters for a longer text, so that nothing runs out of its place. */
function commentarySize({ commentary }: PackPage): number {
  const letters = commentary.join("").length;
  return letters > 520 ? 9 : letters > 380 ? 10 : 11;
}
