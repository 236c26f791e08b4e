import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../server/places.ts";
import { faultsAtEveryWidth, servedSample, violations } from "../support/served.ts";
import { watched, watchPage } from "../support/watched-page.ts";

const { open } = servedSample();

/** Every page, and a sign that it is all there. */
const pages = [
  { name: "flight-deck", path: "/", sign: ".tile" },
  { name: "kpi", path: "/kpi/victim-withdrawal?split=district&group=Hexcombe", sign: ".cases__total" },
  { name: "attrition", path: "/attrition", sign: "#how-far svg" },
  { name: "definitions", path: "/definitions", sign: "#change-log" },
  { name: "data", path: "/data", sign: "h2" },
  { name: "packs", path: "/packs", sign: "#all-packs" },
  { name: "settings", path: "/settings", sign: ".history" },
  { name: "accessibility", path: "/accessibility", sign: ".prose h2" },
  { name: "data-protection", path: "/data-protection", sign: ".prose table" },
];

describe.each(pages)("$name", ({ name, path, sign }) => {
  let page: Page;
  let faults: string[];
  beforeAll(async () => {
    ({ page, faults } = await open(path, {}, (fresh) => fresh.addInitScript(watchPage)));
    await ready(page, sign);
  });
  afterAll(() => page.close());

  test("nothing jumps while it is put up, and it does nothing that the content policy forbids", async () => {
    await page.waitForTimeout(300);
    const { shift, violations } = await watched(page);
    expect(shift).toBeLessThan(0.05);
    expect(violations).toEqual([]);
  });

  test("axe finds nothing and nothing scrolls sideways, from a projector down to a desktop at 400%", async () => {
    await takePicture(page, name);
    expect(await faultsAtEveryWidth(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("a pointer over its charts makes it do nothing that the content policy forbids", async () => {
    await page.setViewportSize({ width: 1440, height: 1000 });
    for (const chart of await page.getByRole("application").all()) await chart.hover();
    expect((await watched(page)).violations).toEqual([]);
  });

  test("with the colours of the system and on paper everything is still said", async () => {
    const { page } = await open(path, { forcedColors: "active", colorScheme: "dark" });
    await ready(page, sign);
    expect(await violations(page, true)).toEqual([]);
    await page.emulateMedia({ media: "print", forcedColors: "none" });
    expect(await violations(page)).toEqual([]);
    expect(await page.locator("nav.nav").isVisible()).toBe(false);
    expect(await page.locator(".marking strong, .foot__marking").first().isVisible()).toBe(true);
    const paper = await page.pdf({ format: "A4", landscape: true, printBackground: true });
    expect(paper.byteLength).toBeGreaterThan(10_000);
    await page.close();
  });
});

test("what stands on few pages only is as sound: other kinds of KPI, what is not there and what is denied", async () => {
  for (const [path, sign] of [
    ["/kpi/time-to-charge?scope=rape", "#comparators svg"],
    ["/kpi/open-over-a-year", "#open-by-age svg"],
    ["/audit", ".notice"],
    ["/kpi/none", ".notice"],
    ["/kpi/charges?district=Nowhere", ".notice"],
  ] as const) {
    const { page } = await open(path);
    await ready(page, sign);
    expect(await faultsAtEveryWidth(page), path).toEqual([]);
    await page.emulateMedia({ media: "print" });
    expect(await violations(page), `${path} on paper`).toEqual([]);
    await page.close();
  }
});

test("print shows each chart with its table under it", async () => {
  const { page } = await open("/kpi/charges");
  await page.locator("#by-month svg").waitFor();
  const table = page.locator("#by-month table");
  expect(await table.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await table.isVisible()).toBe(true);
  expect(await page.locator("#by-month .chart__paper svg").isVisible()).toBe(true);
  expect(await page.locator("#by-month .chart__plot").isVisible()).toBe(false);
  await page.close();
});

test("a KPI prints on four sheets, with no table wider than its column", async () => {
  const { page } = await open("/kpi/victim-withdrawal");
  await ready(page, "#open-by-age svg");
  expect(await sheetsOf(page)).toBe(4);
  await page.setViewportSize({ width: 1060, height: 740 });
  await page.emulateMedia({ media: "print" });
  const wide = await page.locator(".sheet table").evaluateAll((tables) =>
    tables
      .filter((table) => {
        const room = table.closest(".scroller")?.clientWidth ?? 0;
        return table.getBoundingClientRect().width > room + 1;
      })
      .map((table) => table.querySelector("caption")?.textContent),
  );
  expect(wide).toEqual([]);
  await page.close();
});

test("the flight deck prints on two sheets", async () => {
  const { page } = await open("/");
  await ready(page, ".tile");
  expect(await sheetsOf(page)).toBe(2);
  await page.close();
});

/** How many sheets a page takes, all of them A4 landscape. */
async function sheetsOf(page: Page): Promise<number> {
  const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const sheets = await getDocument({ data: new Uint8Array(paper) }).promise;
  const { width, height } = (await sheets.getPage(1)).getViewport({ scale: 1 });
  expect([width, height].map(Math.round), "A4 landscape").toEqual([842, 595]);
  return sheets.numPages;
}

/** The pictures of the README, taken again by `npm run pictures`: of a page of figures the whole, of a KPI what stands beside its
 * questions, of any other page its beginning. */
async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.MODE !== "pictures") return;
  const height = await page.evaluate((isWhole) => {
    const first = document.querySelector(".columns");
    const whole = first ? first.getBoundingClientRect().bottom + 8 : document.documentElement.scrollHeight;
    return isWhole ? whole : Math.min(whole, 1000);
  }, ["flight-deck", "kpi", "attrition"].includes(name));
  await page.screenshot({
    path: join(root, `test/browser/pictures/${name}.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width: 1440, height },
  });
}

async function ready(page: Page, sign: string): Promise<void> {
  await page.locator(sign).first().waitFor();
  await page.waitForLoadState("networkidle");
}
