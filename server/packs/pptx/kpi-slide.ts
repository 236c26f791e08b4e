import { palette } from "../../charts/palette.ts";
import type { PackPage } from "../../contract/pack-model.ts";
import { formatMonth, formatShortDate, formatTick, shownCount } from "../../wording/format.ts";
import { latestJudged } from "../../wording/judging.ts";
import { measureWords } from "../../wording/words.ts";
import { splitText } from "../commentary.ts";
import { recordedBeside, recordedWords } from "../recorded.ts";
import { hex } from "./chart-xml.ts";
import { addNativeChart, addSlide, content, type Deck, ink, ink2, muted, type Slide } from "./deck.ts";
import { axisFor, isRebased, nativeChart, recordedStrip } from "./series-chart.ts";
import { addTable, howManyFit } from "./tables.ts";
import { heightOf } from "./text-size.ts";

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
  slide.addNotes(notesOf(page));
  const top = addCallouts(slide, page);
  const { size, shown, rest } = commentaryOf(page, top);
  const commentary = { y: top, h: commentaryHeight(shown, side.w, size) };
  slide.addText(commentaryRuns("What it means", shown, size), {
    ...{ x: side.x, w: side.w, ...commentary },
    ...{ margin: 0, valign: "top", fontFace: "Arial" },
  });
  addActions(slide, page, commentary.y + commentary.h + 0.1);
  if (rest.length === 0) return;
  const further = addSlide(deck, `${page.kpi.title} (continued)`);
  const place = { x: content.left, y: content.top, w: content.width, h: content.bottom - content.top };
  further.addText(commentaryRuns("What it means (continued)", rest, 14), {
    ...place,
    ...{ margin: 0, valign: "top", fontFace: "Arial" },
  });
}

/** What a presenter is asked: how the measure is defined, and what to beware of. */
function notesOf({ kpi }: PackPage): string {
  return [
    `${kpi.title}. ${kpi.definition}`,
    `Counted: ${kpi.numerator}`,
    `Out of: ${kpi.denominator}`,
    ...(kpi.traps.length > 0 ? ["What to beware of:", ...kpi.traps] : []),
  ].join("\n");
}

/** Three answers below each other, each as high as its words. Returns where they end. */
function addCallouts(slide: Slide, { callouts }: PackPage): number {
  let y = 1.62;
  for (const { mark, value, title, text } of callouts) {
    const color = colours[mark];
    const place = { x: side.x + 0.12, w: side.w - 0.12 };
    const h = 0.32 + heightOf(`${title}. ${text}`, place.w, 10.5);
    slide.addShape("rect", { x: side.x, y, w: 0.05, h, fill: { color } });
    slide.addText(
      [
        { text: value, options: { fontSize: 18, bold: true, color, breakLine: true } },
        { text: `${title}. `, options: { fontSize: 10.5, bold: true, color: ink } },
        { text, options: { fontSize: 10.5, color: ink2 } },
      ],
      { ...place, y: y - 0.05, h: h + 0.1, margin: 0, valign: "top", fontFace: "Arial" },
    );
    y += h + 0.14;
  }
  return y + 0.04;
}

/** Fits the commentary beside the chart in letters as large as possible. The rest goes to a further slide. */
function commentaryOf({ commentary, actions }: PackPage, top: number) {
  const room = content.bottom - top - (actions.length > 0 ? 0.36 : 0);
  const fits = (size: number) => (shown: string[]) => commentaryHeight(shown, side.w, size) <= room;
  const size = [11, 10, 9.5].find((each) => fits(each)(commentary)) ?? 10;
  return { size, ...splitText(commentary, fits(size)) };
}

function commentaryHeight(paragraphs: string[], width: number, size: number): number {
  return 0.26 + paragraphs.reduce((sum, text) => sum + heightOf(text, width, size) + 0.05, 0);
}

function commentaryRuns(heading: string, paragraphs: string[], size: number) {
  return [
    { text: heading, options: { fontSize: Math.max(12, size), bold: true, color: ink, breakLine: true } },
    ...paragraphs.map((text) => ({
      text,
      options: { fontSize: size, color: ink, breakLine: true, paraSpaceBefore: 3 },
    })),
  ];
}

const actionWidths = [2.13, 1.15, 0.9];

/** Fits as many actions as there is room for. The page of actions lists all of them. */
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
    addTable(slide, { head: ["Action", "Owner", "Due"], rows }, actionWidths, 9.5, {
      x: side.x,
      y: top + 0.3,
    });
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

const chartPlace = { x: 0.4, y: 1.55, w: 8.1 };

/** The chart, recorded crimes below it, and in small letters how to read them. */
function addChart(deck: Deck, slide: Slide, page: PackPage): void {
  const { kpi, series } = page;
  if (!series) return;
  const { recorded } = deck.pack;
  const beside = recordedBeside(page, recorded);
  const height = beside ? 3.42 : 4.3;
  const chart = nativeChart(kpi, series, deck.pack.look.accent);
  addNativeChart(deck, slide, chart, page.alternative, { ...chartPlace, h: height });
  const small = { margin: 0, fontFace: "Arial", fontSize: 9, color: muted };
  if (series.points.every(({ value }) => value === null)) {
    const place = { x: 1, y: chartPlace.y + height * 0.43, w: 5.8, h: 0.4 };
    const look = { fontFace: "Arial", fontSize: 12, color: muted, align: "center" as const };
    slide.addText("No figure in any of these months", { ...place, ...look });
  }
  if (recorded && beside) {
    const words = recordedWords(recorded);
    const strip = recordedStrip(recorded.title, series.points, beside);
    const top = chartPlace.y + height;
    slide.addText(`${recorded.title}, same months`, { ...small, x: 0.93, y: top, w: 4, h: 0.18 });
    addNativeChart(deck, slide, strip, `Columns by month. ${words}`, {
      ...chartPlace,
      y: top + 0.16,
      h: 0.7,
    });
    const latest = latestJudged(recorded.points);
    if (latest) {
      const text = `${shownCount(latest.value)} in ${formatMonth(latest.month)}`;
      slide.addText(text, { ...small, x: 6.95, y: top + 0.5, w: 1.5, h: 0.36, bold: true, color: ink2 });
    }
  }
  const { isCut, low } = axisFor(kpi, series);
  const cut = isCut
    ? ` Vertical axis starts at ${formatTick(kpi.unit, low)}; months not judged may lie below.`
    : "";
  const anew = isRebased(series) ? " Limits worked out anew within the chart." : "";
  const marks =
    "Blue circle: improvement; orange square: concern; violet triangle: signal without an agreed direction; hollow: not judged.";
  const events = series.annotations.map(
    ({ month, title }, index) => `${index + 1}  ${formatMonth(month)}: ${title}.`,
  );
  const lines = [
    `${measureWords(kpi)}, by ${kpi.basis_title}.${cut} ${marks}${anew}`,
    ...(events.length > 0 ? [events.join("  ")] : []),
    page.note,
  ];
  const room = 0.92;
  const fontSize =
    [9, 8.5, 8].find((size) => lines.reduce((sum, line) => sum + heightOf(line, 8, size), 0) <= room) ?? 7.5;
  slide.addText(
    lines.map((text, index) => ({
      text,
      options: { color: index === 1 && events.length > 0 ? ink : muted, breakLine: index < lines.length - 1 },
    })),
    { ...small, x: 0.5, y: 5.88, w: 8, h: room, valign: "top", fontSize },
  );
}
