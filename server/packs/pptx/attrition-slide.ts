import { drawnGroups } from "../../charts/outcome-groups.ts";
import { palette } from "../../charts/palette.ts";
import type { PackModel } from "../../contract/pack-model.ts";
import { attritionTitle } from "../make-model.ts";
import { addNativeChart, addSlide, content, type Deck, ink, ink2 } from "./deck.ts";
import type { DrawnBars } from "./native-chart.ts";
import { addTable } from "./tables.ts";

type Attrition = NonNullable<PackModel["attrition"]>;

const left = { x: content.left, w: 5 };
const right = { x: 5.9, w: 6.93 };
const charts = { y: 2.15, h: 2.35 };
const tables = 4.6;

/** How far the crimes of one cohort went and how they ended: a chart of PowerPoint's own beside each table. */
export function addAttritionSlide(deck: Deck): void {
  const { attrition } = deck.pack;
  if (!attrition) return;
  const slide = addSlide(deck, attritionTitle(deck.pack));
  slide.addText(
    [
      { text: `${attrition.cohort}. `, options: { bold: true, color: ink } },
      { text: attrition.reading, options: { color: ink2 } },
    ],
    { x: 0.5, y: 1.52, w: content.width, h: 0.55, margin: 0, valign: "top", fontFace: "Arial", fontSize: 11 },
  );
  const funnel = [...attrition.funnel, ...attrition.beside].map(({ title, crimes, share }) => [
    title,
    written(crimes),
    percent(share),
  ]);
  addNativeChart(deck, slide, funnelChart(attrition, deck.pack.look.accent), funnelWords(attrition), {
    ...left,
    ...charts,
  });
  const funnelTable = { head: ["How far they went", "Crimes", "Share"], rows: funnel };
  addTable(slide, funnelTable, [3, 1.1, 0.9], 10, { x: left.x, y: tables });
  if (!attrition.incidence) return;
  const { ages, groups } = attrition.incidence;
  addNativeChart(deck, slide, outcomesChart(attrition.incidence), outcomesWords(attrition.incidence), {
    ...right,
    ...charts,
  });
  const outcomeTable = {
    head: ["How they had ended", ...ages.map(byDay)],
    rows: groups.map(({ title, shares }) => [title, ...shares.map(percent)]),
  };
  addTable(slide, outcomeTable, [2.73, ...ages.map(() => 1.05)], 10, { x: right.x, y: tables });
}

function funnelChart({ funnel }: Attrition, accent: string): DrawnBars {
  return {
    kind: "bars",
    arrangement: "bars",
    heading: "How far they went",
    categories: funnel.map(({ title }) => title),
    format: "#,##0",
    series: [{ name: "Crimes", values: funnel.map(({ crimes }) => crimes), colour: accent }],
  };
}

function outcomesChart({ ages, groups }: NonNullable<Attrition["incidence"]>): DrawnBars {
  return {
    kind: "bars",
    arrangement: "stacked columns",
    heading: "Age",
    categories: ages.map(byDay),
    format: "0.0%",
    series: groups.map(({ title, shares }) => ({
      name: title,
      values: shares,
      colour: drawnGroups.find((group) => group.title === title)?.colour ?? palette.openHatch,
    })),
  };
}

function funnelWords({ funnel, cohort }: Attrition): string {
  const steps = funnel.map(({ title, crimes, share }) => `${title} ${written(crimes)}, ${percent(share)}`);
  return `Bars: how far the crimes went. ${cohort}. ${steps.join("; ")}.`;
}

function outcomesWords({ ages, groups }: NonNullable<Attrition["incidence"]>): string {
  const read = ages.map(
    (age, index) =>
      `${byDay(age)}: ${groups.map(({ title, shares }) => `${title} ${percent(shares[index] ?? null)}`).join(", ")}`,
  );
  return `Columns of parts: how the crimes had ended by each age. ${read.join(". ")}.`;
}

function byDay(age: number): string {
  return `By day ${age}`;
}

function written(crimes: number | null): string {
  return crimes === null ? "[c]" : crimes.toLocaleString("en-GB");
}

function percent(share: number | null): string {
  return share === null ? "[c]" : `${(share * 100).toFixed(1)}%`;
}
