import { expect, test } from "vitest";
import { packModelSchema } from "../../server/contract/pack-model.ts";
import { axisFor, nativeChart } from "../../server/packs/pptx/series-chart.ts";
import { renderPack } from "../../server/packs/render.ts";
import { unzip } from "../../server/packs/zip.ts";
import { places } from "../../server/places.ts";
import { namesOf, partOf, readCharts, readPdf, readSlides, readWorkbook } from "../support/office.ts";
import { givenKpi, givenPoint, givenYears } from "../web/given.ts";
import { givenPack } from "./given.ts";

test("no month lies above the axis of PowerPoint, judged or not, and limits go on over hidden months", () => {
  const points = givenYears().map((point, index) => {
    if (index === 0) return { ...point, value: 0.93, ramp_up: true, spc: null };
    return index === 15 ? { ...point, value: null, suppressed: true, spc: null } : point;
  });
  const [page] = givenPack({ points }).pages;
  if (!page?.series) throw new Error("no series");
  expect(axisFor(page.kpi, page.series).high).toBeGreaterThanOrEqual(0.93);
  const { series, axis } = nativeChart(page.kpi, page.series, "#17375e");
  expect(axis.high).toBeGreaterThanOrEqual(0.93);
  const valuesOf = (name: string) => series.find((drawn) => drawn.name === name)?.values;
  expect(points[14]?.spc).not.toBeNull();
  for (const [name, key] of [
    ["Average", "mean"],
    ["Upper limit", "upper"],
    ["Lower limit", "lower"],
  ] as const)
    expect(valuesOf(name)?.slice(14, 17), name).toEqual(Array(3).fill(points[14]?.spc?.[key]));
  expect(valuesOf(page.kpi.title)?.[15]).toBeNull();
  expect(valuesOf("Average")?.[0]).toBeNull();
  const tenths = nativeChart(
    givenKpi({ unit: "days" }),
    { ...page.series, points: [], limits: null, target: 11 },
    "",
  );
  expect(tenths.axis).toMatchObject({ step: 2.5, format: "#,##0.0" });
});

test("limits are written alike in the call-out, the text for those who do not see the chart, and the table", () => {
  const spc = { mean: 14.6, lower: 0.52, upper: 28.7, signal: "none", direction: null } as const;
  const points = givenYears().map((point) => ({
    ...point,
    value: 15,
    numerator: 15,
    denominator: null,
    spc,
  }));
  const kpi = givenKpi({ unit: "crimes", kind: "count" });
  const given = givenPack();
  const [series] = given.pages.map((page) => page.series);
  if (!series) throw new Error("no series");
  const limits = { mean: 14.6, lower: 0.52, upper: 28.7, from: points[0]?.month ?? "" };
  const figures = { kpis: [{ kpi, series: { ...series, points, limits, target: null }, breakdown: null }] };
  const [page] = givenPack({ figures }).pages;
  expect(page?.callouts[2]).toMatchObject({
    value: "0.5 to 29",
    text: expect.stringContaining("Average 15,"),
  });
  expect(page?.alternative).toContain("Average 15, limits 0.5 to 29.");
});

test("recorded crimes stand beside a KPI in all three files, a hidden month as a gap or [c], and a pack frozen without them is still read", async () => {
  const points = givenYears();
  const title = "Recorded crimes";
  const volumes = points.map(({ month }, index) =>
    givenPoint(month, {
      ...{ denominator: null, numerator: null, value: null, suppressed: true },
      ...(index !== 4 && { numerator: 100 + index, value: 100 + index, suppressed: false }),
    }),
  );
  const pack = givenPack({ figures: { recorded: { kpi: "recorded-crimes", title, points: volumes } } });
  const [main, strip] = readCharts(unzip(await renderPack(pack, "pptx", places.packTemplate)));
  expect(strip?.months).toEqual(main?.months);
  expect(strip?.series).toEqual({ [title]: volumes.map(({ value }) => value) });
  const sheet = Object.values(readWorkbook(await renderPack(pack, "xlsx", places.packTemplate)))[1] ?? [];
  const column = sheet[3]?.indexOf(title) ?? -1;
  expect(sheet.slice(4).map((row) => row[column])).toEqual(volumes.map(({ value }) => value ?? "[c]"));
  const { alternatives } = await readPdf(await renderPack(pack, "pdf", places.packTemplate));
  const last = volumes.at(-1)?.value;
  expect(alternatives.some((text) => text.includes(`Below, by month: ${title}: ${last} in `))).toBe(true);

  const { recorded: _, ...earlier } = pack;
  const frozen = packModelSchema.parse(earlier);
  expect(frozen.recorded).toBeNull();
  const parts = unzip(await renderPack(frozen, "pptx", places.packTemplate));
  expect(readCharts(parts)).toHaveLength(1);
  expect(readSlides(parts).some(({ text }) => text.includes("same months"))).toBe(false);
});

test("three hundred words of commentary stand whole in slides and pages, in letters that can be read", async () => {
  const sentences = Array.from(
    { length: 45 },
    (_, index) => `Sentence ${index + 1} says why this was so and what is done.`,
  );
  const commentary = [sentences.slice(0, 30).join(" "), sentences.slice(30, 36).join(" ")].join("\n");
  expect(commentary.length).toBeGreaterThan(1700);
  const owner = "Detective Superintendent, Rape and Serious Sexual Offences";
  const action = {
    kpi: "victim-withdrawal",
    text: "Ask victims why",
    owner,
    due: "2026-12-01",
    agreed: "2026-10",
  };
  const actions = Array.from({ length: 10 }, (_, index) => ({
    ...action,
    id: `a${index}`,
    state: "open" as const,
  }));
  const kpis = [
    { id: "victim-withdrawal", breakdown: null, headline: "A headline. ".repeat(15).trim(), commentary },
  ];
  const pack = givenPack({ text: { kpis, actions } });
  const parts = unzip(await renderPack(pack, "pptx", places.packTemplate));
  const slides = readSlides(parts).map(({ text }) => text);
  const { pages } = await readPdf(await renderPack(pack, "pdf", places.packTemplate));
  for (const texts of [slides, pages]) {
    const all = texts.join(" ").replace(/\s+/g, " ");
    for (const sentence of sentences.slice(0, 36)) expect(all.split(sentence), sentence).toHaveLength(2);
    expect(all).toContain("(continued)");
  }
  const sizes = namesOf(parts, /^ppt\/slides\/slide\d+\.xml$/).flatMap((name) =>
    [...partOf(parts, name).matchAll(/ sz="(\d+)"/g)].map(([, size]) => Number(size)),
  );
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(750);
});
