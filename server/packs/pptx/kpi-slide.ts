import { palette } from "../../charts/palette.ts";
import { formatMonth, formatShortDate } from "../../wording/format.ts";
import type { PackPage } from "../model.ts";
import {
  addSlide,
  addTable,
  type Deck,
  hex,
  howManyFit,
  ink,
  ink2,
  muted,
  rowHeight,
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
  const actions = page.actions.map(({ text, owner, due }) => [text, owner, formatShortDate(due)]);
  const widths = [2.13, 1.15, 0.9];
  const shown = howManyFit(actions, widths, 9.5, 1.25);
  const height = actions.slice(0, shown).reduce((sum, row) => sum + rowHeight(row, widths, 9.5), 0.28);
  const actionsTop = 6.7 - height - (shown < actions.length ? 0.2 : 0);
  const commentaryBottom = actions.length > 0 ? actionsTop - 0.34 : 6.72;
  slide.addText(
    [
      { text: "What it means", options: { fontSize: 12, bold: true, color: ink, breakLine: true } },
      ...page.commentary.map((text) => ({
        text,
        options: { fontSize: commentarySize(page), color: ink, breakLine: true, paraSpaceBefore: 3 },
      })),
    ],
    {
      ...{ x: side.x, y: 4.2, w: side.w, h: Math.max(0.6, commentaryBottom - 4.2) },
      ...{ margin: 0, valign: "top", fontFace: "Arial", fit: "shrink" },
    },
  );
  if (actions.length === 0) return;
  slide.addText("Actions", {
    ...{ x: side.x, y: actionsTop - 0.3, w: side.w, h: 0.26 },
    ...{ margin: 0, fontFace: "Arial", fontSize: 12, bold: true, color: ink },
  });
  addTable(
    slide,
    { head: ["Action", "Owner", "Due"], rows: actions.slice(0, shown) },
    widths,
    9.5,
    side.x,
    actionsTop,
  );
  if (shown < actions.length) {
    slide.addText(`${actions.length - shown} more on the page of actions.`, {
      ...{ x: side.x, y: 6.5, w: side.w, h: 0.2, margin: 0, fontFace: "Arial", fontSize: 9, color: muted },
    });
  }
}

function addChart(deck: Deck, slide: Slide, page: PackPage): void {
  const { kpi, series } = page;
  if (!series) return;
  const { presentation, pack, charts } = deck;
  charts.push(nativeChart(kpi, series, pack.look.accent));
  const labels = series.points.map(({ month }) => month);
  slide.addChart(presentation.ChartType.line, [{ name: kpi.title, labels, values: labels.map(() => 1) }], {
    ...{ x: 0.4, y: 1.55, w: 8.1, h: 4.3 },
    altText: page.alternative,
  });
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
function commentarySize({ commentary, actions }: PackPage): number {
  const letters = commentary.join("").length + actions.length * 110;
  return letters > 700 ? 9 : letters > 480 ? 10 : 11;
}
