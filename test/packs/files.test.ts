import { describe, expect, test } from "vitest";
import { formatSchema, type PackFormat } from "../../server/contract/pack.ts";
import type { PackModel } from "../../server/contract/pack-model.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { serialOf } from "../../server/packs/pptx/chart-xml.ts";
import { renderPack } from "../../server/packs/render.ts";
import { unzip } from "../../server/packs/zip.ts";
import { places } from "../../server/places.ts";

import { namesOf, partOf, readCharts, readPdf, readSlides, readWorkbook } from "../support/office.ts";
import { givenYears } from "../web/given.ts";
import { givenPack } from "./given.ts";

const formats = formatSchema.options;

describe("a chart of PowerPoint", () => {
  const points = givenYears().map((point, index) => {
    if (index === 3) return { ...point, value: 0, numerator: 0 };
    return index === 5 ? { ...point, value: null, numerator: 0, denominator: 0, spc: null } : point;
  });

  test("keeps its zeros and its gaps, drawn and in the workbook behind it", async () => {
    const [chart] = readCharts(unzip(await written(givenPack({ points }), "pptx")));
    const [head = [], ...rows] = chart?.workbook.Data ?? [];
    const title = "Victim does not support further action";
    const column = head.indexOf(title);
    const judged = points.map((point) => (point.mature === false ? null : point.value));
    expect(judged[3]).toBe(0);
    expect(judged[5]).toBeNull();
    expect(chart?.series[title]).toEqual(judged);
    expect(rows.map((row) => row[column] ?? null)).toEqual(judged);
    expect(rows.map((row) => row[0])).toEqual(points.map(({ month }) => serialOf(month)));
    expect(chart?.months).toEqual(points.map(({ month }) => serialOf(month)));
  });

  test("has its limits, target and events as separate series, and text for those who do not see it", async () => {
    const annotations = [{ month: "2025-04", title: "Go-live <&>", rebase: true }];
    const parts = unzip(await written(givenPack({ series: { annotations } }), "pptx"));
    const [chart] = readCharts(parts);
    expect(Object.keys(chart?.series ?? {})).toEqual(
      expect.arrayContaining([
        "Average",
        "Upper limit",
        "Lower limit",
        "Target",
        "Event (line at its month)",
      ]),
    );
    const slide = readSlides(parts).find(({ alternatives }) => alternatives.length > 0);
    expect(slide?.alternatives[0]).toContain("Control chart: Victim does not support further action");
    expect(slide?.text).toContain("Apr 2025: Go-live <&>.");
  });

  test("stands in parts that name each other: no shape twice, every relation there, every part of a known type", async () => {
    const parts = unzip(await written(givenPack(), "pptx"));
    for (const name of namesOf(parts, /^ppt\/slides\/slide\d+\.xml$/)) {
      const ids = [...partOf(parts, name).matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, name).toBe(ids.length);
      expect(partOf(parts, name)).not.toContain("<a:tblPr/>");
    }
    const types = partOf(parts, "[Content_Types].xml");
    for (const [, name = ""] of types.matchAll(/PartName="\/([^"]+)"/g))
      expect(parts[name], name).toBeDefined();
    for (const name of namesOf(parts, /\.rels$/)) {
      const folder = name.replace(/_rels\/[^/]+$/, "");
      for (const [, target = ""] of partOf(parts, name).matchAll(
        /Target="([^"]+)"(?! TargetMode="External")/g,
      )) {
        expect(parts[resolved(folder, target)], `${name} → ${target}`).toBeDefined();
      }
    }
  });
});

test.each(formats)(
  "%s: the same pack gives the same bytes, whatever was written before it",
  async (format) => {
    const first = await written(givenPack(), format);
    await written(givenPack({ text: { title: "Another" } }), format);
    expect(Buffer.compare(first, await written(givenPack(), format))).toBe(0);
  },
);

test("text that looks like a formula stays text in Excel, and no cell holds a formula", async () => {
  const action = {
    id: "a1",
    kpi: null,
    text: '=HYPERLINK("http://example.test","x")',
    owner: "+44 7700",
    due: "2026-12-01",
    state: "open" as const,
    agreed: "2026-10",
  };
  const file = await written(givenPack({ text: { actions: [action] } }), "xlsx");
  const { Actions: rows } = readWorkbook(file);
  expect(rows?.[4]?.slice(0, 2)).toEqual([`'${action.text}`, "'+44 7700"]);
  expect(rows?.[4]?.[2]).toBe(46_357);
  const parts = unzip(file);
  for (const name of namesOf(parts, /sheet\d+\.xml$/)) {
    expect(partOf(parts, name)).not.toContain("<f>");
    expect(partOf(parts, name), name).toMatch(/<pane [^>]*ySplit="4"[^>]*state="frozen"/);
    expect(partOf(parts, name), name).toMatch(/fitToPage="1".*<pageSetup fitToWidth="1" fitToHeight="0"/s);
  }
  const repeated = [...partOf(parts, "xl/workbook.xml").matchAll(/localSheetId="(\d+)">'([^']+)'!\$1:\$4</g)];
  expect(repeated.map(([, , name]) => name)).toEqual(Object.keys(readWorkbook(file)));
});

test("what people write is set as it is: no markup of any of the formats is read in it", async () => {
  const headline = "#panic *bold* <a:t>& 5 < 6 “\u0007” $x$ = @here";
  const pack = givenPack({
    text: { kpis: [{ id: "victim-withdrawal", breakdown: null, headline, commentary: "One.\nTwo." }] },
  });
  const shown = headline.replace("\u0007", " ");
  const slides = readSlides(unzip(await written(pack, "pptx")));
  expect(slides.some(({ titles }) => titles.includes(shown))).toBe(true);
  const { pages } = await readPdf(await written(pack, "pdf"));
  expect(pages.some((page) => page.replace(/\s+/g, " ").includes(shown.replace(/\s+/g, " ")))).toBe(true);
});

test("the longest texts stay on their page of the PDF, and what has no room there is named", async () => {
  const words = (letters: number) => "The board asked why. ".repeat(60).slice(0, letters).trim();
  const actions = Array.from({ length: 6 }, (_, index) => ({
    ...{ id: `a${index}`, kpi: "victim-withdrawal", text: words(200), owner: words(60), due: "2026-12-01" },
    ...{ state: "open" as const, agreed: "2026-10" },
  }));
  const kpis = [{ id: "victim-withdrawal", breakdown: null, headline: words(180), commentary: words(700) }];
  const { pages } = await readPdf(await written(givenPack({ text: { kpis, actions } }), "pdf"));
  const place = pages.findIndex((page) => page.includes("What it means"));
  expect(pages[place]).toMatch(/\d( more)? on the page of actions/);
  expect(pages[place + 1]?.replace(/\s+/g, " ")).toMatch(/OFFICIAL-SENSITIVE Actions Action Owner Due State/);
});

test("the PDF is tagged as PDF/UA-1: title, language, headings, tables with heads, charts with text, an outline", async () => {
  const file = await written(givenPack(), "pdf");
  const { isMarked, metadata, roles, alternatives, outline } = await readPdf(file);
  expect(isMarked).toBe(true);
  expect(metadata).toMatch(/pdfuaid:part[^0-9]{1,3}1/);
  expect(metadata).toContain("Strategic performance meeting");
  for (const role of ["H1", "H2", "Table", "TH", "TD", "Figure", "TOC"])
    expect(roles.get(role) ?? 0, role).toBeGreaterThan(0);
  expect(alternatives.some((text) => text.startsWith("Control chart:"))).toBe(true);
  expect(outline).toContain("Victim does not support further action");
  const raw = Buffer.from(file).toString("latin1");
  expect(raw).toMatch(/\/Lang\s*\(en-GB\)/);
});

test("each page of every format says as at when, from which snapshot, of whom, how marked, by which rule", async () => {
  const pack = givenPack();
  const stamps = [
    "As at 31 October 2026",
    "Snapshot 2026-10-31.test",
    "Synthetic data",
    "Exact figures",
    "cases.csv",
  ];
  const parts = unzip(await written(pack, "pptx"));
  const layouts = namesOf(parts, /^ppt\/slideLayouts\/slideLayout\d+\.xml$/).map((name) =>
    partOf(parts, name),
  );
  const master = layouts.find((layout) => stamps.every((stamp) => layout.includes(stamp)));
  expect(master).toContain("OFFICIAL-SENSITIVE");
  const { pages } = await readPdf(await written(pack, "pdf"));
  for (const page of pages) {
    const line = page.replace(/\s+/g, " ");
    for (const stamp of [...stamps, "OFFICIAL-SENSITIVE", "Not for onward release"])
      expect(line).toContain(stamp);
  }
  for (const rows of Object.values(readWorkbook(await written(pack, "xlsx")))) {
    expect(rows[1]?.[0]).toContain("OFFICIAL-SENSITIVE");
    for (const stamp of stamps) expect(rows[2]?.[0]).toContain(stamp);
  }
});

test("a force's own colour is the theme's, and its logo stands in proportion on every slide and page", async () => {
  const logo = `data:image/png;base64,${wide}`;
  const pack = givenPack({ settings: { packs: { accent: "#5a1a6e", logo } } });
  const parts = unzip(await written(pack, "pptx"));
  for (const name of namesOf(parts, /^ppt\/theme\/theme\d+\.xml$/))
    expect(partOf(parts, name)).toContain('<a:accent1><a:srgbClr val="5A1A6E"/></a:accent1>');
  const layouts = new Set(
    namesOf(parts, /^ppt\/slides\/_rels\/.*\.rels$/).map(
      (name) => /slideLayouts\/(slideLayout\d+\.xml)/.exec(partOf(parts, name))?.[1],
    ),
  );
  expect([...layouts]).toHaveLength(1);
  const [layout = ""] = [...layouts];
  const drawn = partOf(parts, `ppt/slideLayouts/${layout}`);
  expect(drawn).toContain('<a:schemeClr val="accent1"/>');
  const [, width, height] = /<p:pic>.*?<a:ext cx="(\d+)" cy="(\d+)"/s.exec(drawn) ?? [];
  expect(Number(width) / Number(height)).toBeCloseTo(4, 2);
  expect(partOf(parts, `ppt/slideLayouts/_rels/${layout}.rels`)).toMatch(/media\/[^"]+\.png/);
  for (const name of namesOf(parts, /^ppt\/(slides|slideLayouts|charts)\/[^/]+\.xml$/))
    expect(partOf(parts, name), name).not.toContain("5A1A6E");
  const { pages, pictures } = await readPdf(await written(pack, "pdf"));
  expect(pictures.map((count) => count > 0)).toEqual(pages.map(() => true));
});

test.each([
  { packs: { accent: "#ffcc00" }, says: "too light to be read on white" },
  { packs: { accent: "navy" }, says: "must be a colour such as #17375e" },
  { packs: { logo: "https://force.example/logo.png" }, says: "must be a PNG or JPEG as a data address" },
  { packs: { logo: `data:image/png;base64,${btoa("<svg/>")}` }, says: "is not a PNG or JPEG" },
  { packs: { logo: `data:image/png;base64,${"A".repeat(400_000)}` }, says: "is larger than 300 kB" },
])("a look that would spoil a pack is refused: $says", ({ packs, says }) => {
  const read = settingsSchema.safeParse({ packs });
  expect(read.error?.issues.map(({ message }) => message).join("; ")).toContain(says);
});

/** Four pixels wide, one high. */
const wide =
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAABCAIAAAB2XpiaAAAADUlEQVR4nGOIksqDIwAWsQOJzlXV0QAAAABJRU5ErkJggg==";

function written(pack: PackModel, format: PackFormat): Promise<Uint8Array> {
  return renderPack(pack, format, places.packTemplate);
}

function resolved(folder: string, target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : folder + target;
  const kept: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") kept.pop();
    else kept.push(step);
  }
  return kept.join("/");
}
