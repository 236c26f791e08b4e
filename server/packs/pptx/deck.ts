import pptxgen from "pptxgenjs";
import { logoSize } from "../../contract/logo.ts";
import type { PackModel } from "../../contract/pack-model.ts";
import { hex } from "./chart-xml.ts";
import type { NativeChart } from "./native-chart.ts";
import { heightOf } from "./text-size.ts";

/** A presentation being made: its slides, and the charts in the order in which they were put on them. */
export type Deck = { presentation: pptxgen; pack: PackModel; charts: NativeChart[] };

export type Slide = pptxgen.Slide;

export const ink = "14212E";
export const ink2 = "3B4B5A";
export const muted = "566472";
export const line = "D5DCE2";
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
  presentation.defineSlideMaster({
    title: master,
    background: { color: "FFFFFF" },
    objects: [...headOf(pack), ...footOf(pack)],
    slideNumber: {
      ...{ x: 10.05, y: 6.98, w: 0.6, h: 0.26 },
      ...{ fontFace: "Arial", fontSize: 9, color: ink2, align: "right" },
    },
  });
  return { presentation, pack, charts: [] };
}

type MasterObjects = NonNullable<pptxgen.SlideMasterProps["objects"]>;

/** Above the content of each slide: logo, what the pack is, its marking, and the place of the title. */
function headOf(pack: PackModel): MasterObjects {
  const { logo } = pack.look;
  const accent = hex(pack.look.accent);
  const text = `${pack.force}  |  ${pack.title}  |  ${pack.marking.handling}`;
  const width = logo ? 8.6 : 10;
  const fontSize = [10, 9, 8].find((size) => heightOf(text, width, size) < 0.2) ?? 7.5;
  const title = {
    ...{ name: "title", type: "title" as const, x: 0.5, y: 0.66, w: 12.33, h: 0.82 },
    ...{ fontFace: "Arial", fontSize: 22, bold: true, color: accent },
    ...{ align: "left" as const, valign: "middle" as const, margin: 0 },
  };
  return [
    ...(logo
      ? [{ image: { data: logo, ...logoPlace(logo, { right: 10.6, y: 0.1, w: 1.4, h: 0.38 }) } }]
      : []),
    {
      text: {
        text,
        options: {
          ...{ x: 0.5, y: 0.2, w: width, h: 0.26 },
          ...{ fontSize, color: ink2, margin: 0, valign: "middle" },
        },
      },
    },
    markingAt(pack, 0.2),
    { rect: { x: 0.5, y: 0.54, w: 12.33, h: 0.03, fill: { color: accent } } },
    { placeholder: { options: title, text: "" } },
  ];
}

/** Below the content of each slide: the stamps and, again, the marking. */
function footOf(pack: PackModel): MasterObjects {
  return [
    { rect: { x: 0.5, y: 6.86, w: 12.33, h: 0.01, fill: { color: line } } },
    {
      text: {
        text: `${pack.stamps.join(". ")}.`,
        options: { x: 0.5, y: 6.92, w: 9.5, h: 0.42, fontSize: 8, color: muted, margin: 0, valign: "top" },
      },
    },
    markingAt(pack, 6.98),
  ];
}

/** The protective marking in its frame. */
function markingAt({ marking }: PackModel, y: number): MasterObjects[number] {
  return {
    text: {
      text: marking.label,
      options: {
        ...{ x: 10.73, y, w: 2.1, h: 0.26 },
        ...{ fontSize: 9, bold: true, color: ink, align: "center", valign: "middle", margin: 0 },
        line: { color: ink, width: 0.75 },
      },
    },
  };
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

/** Adds a slide with its title, in letters small enough for the title's place. */
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
