import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { outcomeTitle } from "../../server/charts/outcome-groups.ts";
import type { funnelSchema, incidenceSchema } from "../../server/contract/attrition.ts";
import type { Audience, PackFormat } from "../../server/contract/pack.ts";
import type { PackModel } from "../../server/contract/pack-model.ts";
import { settingsSchema } from "../../server/contract/settings.ts";
import { readFigures } from "../../server/packs/figures.ts";
import { makeModel } from "../../server/packs/make-model.ts";
import { renderPack } from "../../server/packs/render.ts";
import { unzip } from "../../server/packs/zip.ts";
import { places } from "../../server/places.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";
import { appOver, personWith } from "../support/app.ts";
import { readCharts, readPdf, readSlides, readWorkbook } from "../support/office.ts";
import { bothOfSample } from "../support/sample.ts";
import { measureQueries } from "../support/snapshot.ts";
import { givenPack } from "./given.ts";

type Funnel = z.infer<typeof funnelSchema>;
type Incidence = z.infer<typeof incidenceSchema>;

const ages = [28, 90, 180, 365];
let snapshot: Snapshot;

beforeAll(async () => {
  ({ snapshot } = await bothOfSample());
});

describe.each([
  { audience: "internal", role: "officer", period: "from=2024-11&to=2025-10" },
  { audience: "external", role: "viewer", period: "" },
] as const)("attrition in an $audience pack", ({ audience, role, period }) => {
  let pack: PackModel;
  let funnel: Funnel;
  let incidence: Incidence;
  beforeAll(async () => {
    pack = await packFor(audience);
    const app = appOver(snapshot, {}, personWith(role));
    const read = async (path: string) => (await app.request(`http://localhost/api${path}`)).json();
    funnel = await read(`/funnel?${period}`);
    incidence = await read(`/incidence?horizon=365&endings=main&${period}`);
    expect(funnel.stages.length).toBe(4);
    expect(Object.keys(incidence.groups).length).toBeGreaterThan(3);
  });

  test("PowerPoint draws and keeps behind its charts what the API answers", async () => {
    const [steps, parts] = readCharts(unzip(await written(pack, "pptx"))).slice(-2);
    const crimes = funnel.stages.map((stage) => stage.crimes);
    expect(steps?.categories).toEqual(funnel.stages.map(({ title }) => title));
    expect(steps?.series).toEqual({ Crimes: crimes });
    expect(steps?.workbook.Data).toEqual([
      ["How far they went", "Crimes"],
      ...funnel.stages.map(({ title }, index) => [title, crimes[index]]),
    ]);
    const shares = sharesAt(incidence);
    expect(parts?.categories).toEqual(ages.map((age) => `By day ${age}`));
    expect(parts?.series).toEqual(shares);
    const [head = [], ...rows] = parts?.workbook.Data ?? [];
    expect(head.slice(1)).toEqual([...Object.keys(shares)]);
    for (const [column, name] of head.slice(1).entries())
      expect(
        rows.map((row) => row[column + 1] ?? null),
        String(name),
      ).toEqual(shares[String(name)]);
  });

  test("Excel keeps the same numbers, and PDF prints them", async () => {
    const workbook = readWorkbook(await written(pack, "xlsx"));
    expect(workbook["Attrition funnel"]?.slice(4).map(([title, crimes]) => [title, crimes])).toEqual(
      rowsOf(funnel).map(([title, crimes]) => [title, crimes ?? "[c]"]),
    );
    const shares = sharesAt(incidence);
    expect(
      Object.fromEntries((workbook["Attrition by age"] ?? []).slice(4).map(([name, ...row]) => [name, row])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(shares).map(([name, row]) => [name, row.map((share) => share ?? "[c]")]),
      ),
    );
    const text = (await readPdf(await written(pack, "pdf"))).pages.join(" ").replace(/\s+/g, " ");
    for (const [title, crimes] of rowsOf(funnel))
      expect(text).toContain(`${title} ${crimes === null ? "[c]" : crimes.toLocaleString("en-GB")}`);
    for (const [name, row] of Object.entries(shares))
      expect(text).toContain([name, ...row.map(percent)].join(" "));
  });

  test("its title says for how long the crimes were followed", async () => {
    const slides = readSlides(unzip(await written(pack, "pptx"))).flatMap(({ titles }) => titles);
    const text = (await readPdf(await written(pack, "pdf"))).outline;
    const isYear = audience === "internal";
    for (const titles of [slides, text]) {
      const [title] = titles.filter((each) => each.startsWith("Attrition:"));
      expect(/followed for a year/.test(title ?? "")).toBe(isYear);
      expect(/every crime in the files/.test(title ?? "")).toBe(!isYear);
    }
  });

  test("the page of a KPI shows its own chart, never the cohort's", async () => {
    const { pages } = await readPdf(await written(pack, "pdf"));
    const bare = pages.map((page) => page.replace(/\s+/g, ""));
    const page = bare.find((text) => text.includes("Attrition|Allclosureswithoutchargebyday365")) ?? "";
    expect(page).toContain("Monthrecorded.");
    expect(page).not.toContain("Stillopen");
  });

  test("a KPI whose every month is hidden says so, and one whose latest is hidden does not call an older one the latest", async () => {
    const page = pack.pages.find(({ kpi }) => kpi.id === "cancelled-crimes");
    const hidden = page?.series?.points.every(({ suppressed }) => suppressed);
    expect(hidden).toBe(audience === "external");
    if (!hidden) return;
    expect(page?.headline).toBe("Cancelled crimes: too few in every month to show a figure");
    expect(page?.row.value).toBe("[c]");
    const slides = readSlides(unzip(await written(pack, "pptx")));
    expect(slides.some(({ text }) => text.includes("No figure in any of these months"))).toBe(true);
    const words = JSON.stringify(pack.pages);
    expect(words).not.toMatch(/no month may be judged|: null[;"]/i);
  });

  test("recorded crimes stand beside each KPI, as the API answers them", async () => {
    const app = appOver(snapshot, {}, personWith(role));
    const answer = await app.request("http://localhost/api/kpis/recorded-crimes/series?to=2026-10");
    const { points }: { points: { month: string; value: number }[] } = await answer.json();
    const valueIn = (month: string) => points.find((point) => point.month === month)?.value;
    const words = `Recorded crimes: ${valueIn("2026-10")} in Oct 2026, ${valueIn("2025-10")} in Oct 2025.`;
    const slides = readSlides(unzip(await written(pack, "pptx")));
    expect(slides.some(({ text }) => text.includes(words))).toBe(true);
    const { pages } = await readPdf(await written(pack, "pdf"));
    expect(pages.some((page) => page.replace(/\s+/g, " ").includes(words))).toBe(true);
  });
});

test("a hidden number is a gap in the attrition charts, and nought is nought", async () => {
  const stage = (title: string, crimes: number | null) => ({
    id: title,
    title,
    crimes,
    share: null,
  });
  const funnel = {
    ...{ snapshot: "s", age: 365, cohort: { from: "2021-11", to: "2026-10", crimes: 40 } },
    ...{ left_out: null, early_advice: null, skipped: 0, missing: [] },
    stages: [stage("Recorded", 40), stage("Submitted", null), stage("Charged", 0)],
  };
  const pack = givenPack({ figures: { funnel } as never });
  const parts = unzip(await written(pack, "pptx"));
  const steps = readCharts(parts)[1];
  expect(steps?.series).toEqual({ Crimes: [40, null, 0] });
  expect(steps?.workbook.Data?.slice(1)).toEqual([["Recorded", 40], ["Submitted"], ["Charged", 0]]);
  const alternatives = readSlides(parts).flatMap((slide) => slide.alternatives);
  expect(
    alternatives.some((text) => /Recorded 40, 100\.0%; Submitted \[c\], \[c\]; Charged 0, 0\.0%/.test(text)),
  ).toBe(true);
});

/** The path, and what stands beside it. */
function rowsOf({ stages, early_advice, skipped }: Funnel): [string, number | null][] {
  return [
    ...stages.map(({ title, crimes }): [string, number | null] => [title, crimes]),
    ["Early advice requested, beside the path", early_advice],
    ["Skipped a stage", skipped],
  ];
}

/** By outcome group, in the order in which they are stacked. */
function sharesAt({ days, groups, open }: Incidence): Record<string, (number | null)[]> {
  const at = (curve: (number | null)[] = []) => ages.map((age) => curve[days.indexOf(age)] ?? null);
  const order = ["charged", "victim-does-not-support", "evidential-difficulties", "no-suspect", "other"];
  return Object.fromEntries([
    ...order.filter((id) => groups[id]).map((id) => [outcomeTitle(id), at(groups[id])]),
    ["Still open", at(open)],
  ]);
}

async function packFor(audience: Audience): Promise<PackModel> {
  const settings = settingsSchema.parse({});
  const kpis = ["charges", "attrition", "cancelled-crimes"].map((id) => ({
    ...{ id, breakdown: null, headline: "", commentary: "" },
  }));
  const text = {
    title: "Pack",
    month: "2026-10",
    audience,
    scope: "rasso" as const,
    kpis,
    shows: [],
    actions: [],
  };
  return makeModel(await readFigures(snapshot, measureQueries, settings, text), settings, text);
}

function written(pack: PackModel, format: PackFormat): Promise<Uint8Array> {
  return renderPack(pack, format, places.packTemplate);
}

function percent(share: number | null): string {
  return share === null ? "[c]" : `${(share * 100).toFixed(1)}%`;
}
