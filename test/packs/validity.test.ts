import { strFromU8 } from "fflate";
import { expect, test } from "vitest";
import { renderPack } from "../../server/packs/render.ts";
import { unzip } from "../../server/packs/zip.ts";
import { places } from "../../server/places.ts";
import { namesOf, partOf, schemaFaults } from "../support/office.ts";
import { givenKpi, givenYears } from "../web/given.ts";
import { givenPack } from "./given.ts";

const names = ["A & B <Police> \"One\" 'Two'", "Heddlu Gogledd Cymru ’n’ ]]> &amp; Ŵ"];

test.each(names)(
  "a force called %s has a presentation and a workbook without one fault in the schema",
  async (name) => {
    const pack = givenPack({
      settings: { force_name: name, marking: "A & <B>" },
      text: { title: `${name} pack` },
    });
    for (const format of ["pptx", "xlsx"] as const) {
      const file = await renderPack(pack, format, places.packTemplate);
      expect(await schemaFaults(file, format), format).toEqual([]);
    }
  },
);

test("the validator finds a fault where there is one", async () => {
  const broken = Buffer.from("no workbook");
  await expect(schemaFaults(broken, "xlsx")).rejects.toThrow();
});

test("notes stand behind the slides of KPIs, say how each is defined, and are never empty", async () => {
  const pack = givenPack();
  const parts = unzip(await renderPack(pack, "pptx", places.packTemplate));
  const notes = namesOf(parts, /^ppt\/notesSlides\/notesSlide\d+\.xml$/).map((name) => partOf(parts, name));
  expect(notes).toHaveLength(pack.pages.length);
  for (const [index, { kpi }] of pack.pages.entries()) {
    const lines = [...(notes[index] ?? "").matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, line]) => line);
    expect(lines).toContain(`${kpi.title}. ${kpi.definition}`);
    expect(lines).not.toContain("");
  }
  const master = partOf(parts, "ppt/notesMasters/_rels/notesMaster1.xml.rels");
  const slides = partOf(parts, "ppt/slideMasters/_rels/slideMaster1.xml.rels");
  const themeOf = (relations: string) => /theme\d+\.xml/.exec(relations)?.[0];
  expect(themeOf(master)).not.toBe(themeOf(slides));
});

test("a month with a signal has its mark in its own colour, whatever program draws it", async () => {
  const spc = { mean: 0.4, lower: 0.3, upper: 0.5, signal: "outside", direction: "down" } as const;
  const points = givenYears().map((point, index) => (index === 10 ? { ...point, value: 0.2, spc } : point));
  const parts = unzip(await renderPack(givenPack({ points }), "pptx", places.packTemplate));
  const chart = strFromU8(parts["ppt/charts/chart1.xml"] ?? Buffer.of());
  const better = givenKpi().better === "lower" ? "Improvement" : "Concern";
  const series = chart.split("<c:ser>").find((each) => each.includes(`<c:v>${better}</c:v>`)) ?? "";
  expect(series).toContain("<a:ln><a:noFill/></a:ln>");
  expect([...series.matchAll(/<c:v>0\.2<\/c:v>/g)]).toHaveLength(1);
});
