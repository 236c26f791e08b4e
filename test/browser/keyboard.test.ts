import type { FileChooser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { formatLongMonth } from "../../server/wording/format.ts";
import { pointAt, readByKeys, readByPointer, shownIn } from "../support/chart-readings.ts";
import { foreignExport } from "../support/foreign-export.ts";
import { focused, tabTo } from "../support/keyboard.ts";
import { servedSample } from "../support/served.ts";

const { open, read } = servedSample();

test("flight deck: past the menu to the filters, a district by its box, one key to clear, and into a tile", async () => {
  const { page } = await open("/");
  await page.locator(".tile").first().waitFor();
  await page.keyboard.press("Tab");
  expect(await focused(page)).toContain("Skip to main content");
  await page.keyboard.press("Enter");
  await tabTo(page, /Whole force/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.waitForURL(/district=/);
  await page.keyboard.press("Escape");
  await tabTo(page, /Clear all filters/);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.search === "");
  await tabTo(page, /^Charged by day 365/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Charged by day 365" }).waitFor();
  await page.close();
});

test("KPI: the chart is read month by month, a month and a group list their crimes, and the next KPI is one chord away", async () => {
  const { page } = await open("/kpi/charges");
  const chart = page.getByRole("application", { name: /month by month/ });
  await chart.locator("svg").waitFor();
  await chart.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  expect(await page.locator("#by-month [aria-live=polite]").innerText()).toContain("September 2026");
  await page.keyboard.press("Enter");
  await page.waitForURL(/month=2026-09/);
  const { points } = await read("/api/kpis/charges/series?from=2026-09&to=2026-09");
  await page.getByText(`${points[0].value} crimes counted in Sep 2026, the same number as above.`).waitFor();

  const groups = page.getByRole("application", { name: /groups over/ });
  await groups.focus();
  await page.keyboard.press("ArrowDown");
  const spoken = await page.locator("#by-group [aria-live=polite]").innerText();
  await page.keyboard.press("Enter");
  await page.waitForURL(/group=/);
  await page.getByText(new RegExp(`counted in ${spoken.split(":")[0]}.*the same number as above`)).waitFor();

  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.keyboard.press("Alt+PageDown");
  await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, title);
  await page.keyboard.press("Alt+PageUp");
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.close();
});

test("attrition: the cohort is chosen from a list, the curves are read week by week, the funnel stage by stage", async () => {
  const { page } = await open("/attrition");
  const curves = page.getByRole("application", { name: /day by day/ });
  await curves.locator("svg").waitFor();
  await curves.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  expect(await page.locator("#day-by-day [aria-live=polite]").innerText()).toMatch(/^Day 7: charged/);
  const funnel = page.getByRole("application", { name: /Funnel of one cohort/ });
  await funnel.locator("svg").waitFor();
  await funnel.focus();
  await page.keyboard.press("ArrowDown");
  expect(await page.locator("#how-far [aria-live=polite]").innerText()).toMatch(/^Suspect identified: \d/);
  await page.getByRole("combobox", { name: /Cohort/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/cohort=/);
  await page.close();
});

test("every chart shows once what it says aloud, the same at the pointer as by the arrow keys", async () => {
  const { page } = await open("/kpi/victim-withdrawal?split=district");
  for (const [path, charts] of Object.entries(chartsOf)) {
    await page.goto(new URL(path, page.url()).href);
    for (const name of charts) {
      const chart = page.getByRole("application", { name });
      await chart.locator("svg").waitFor();
      const stops = await readByKeys(chart);
      expect(stops.length, `${path} ${name}`).toBeGreaterThan(1);
      for (const { said, shown } of stops) {
        const [title, ...facts] = shown;
        expect(`${title}: ${facts.join(", ")}`, `${path} ${name}`).toBe(said);
      }
      await page.keyboard.press("Escape");
      await expect.poll(() => shownIn(chart), { message: `${path} ${name}` }).toEqual([]);
      const places = (await readByPointer(page, chart))
        .filter((shown) => shown.length > 0)
        .map((shown) => stops.findIndex((stop) => String(stop.shown) === String(shown)));
      expect(places, `${path} ${name}`).not.toContain(-1);
      expect(new Set(places).size, `${path} ${name}: ${places}`).toBeGreaterThan(1);
      expect(places, `${path} ${name}: in the order of its stops`).toEqual(places.toSorted((a, b) => a - b));
      await expect.poll(() => shownIn(chart), { message: `${path} ${name}` }).toEqual([]);
    }
  }
  await page.close();
});

const chartsOf = {
  "/kpi/victim-withdrawal?split=district": [
    /month by month/,
    /groups over/,
    /small charts/,
    /How crimes ended/,
    /by days since recording/,
    /Open investigations by age/,
  ],
  "/kpi/time-to-charge?scope=rape": [/How the days spread/, /figures that are counted alike/],
  "/attrition": [/day by day/, /Funnel of one cohort/],
};

test("the reading at the pointer is what a click opens; a dot is read from a little way off", async () => {
  const { page } = await open("/kpi/victim-withdrawal?split=district");
  const plot = page.getByRole("application", { name: /Funnel plot/ });
  await plot.locator("svg").waitFor();
  const stops = await readByKeys(plot);
  await plot.blur();
  const dots = plot.locator("svg path[fill='#3d3557'], svg path[fill='#6f7d8a']");
  await expect.poll(() => dots.count()).toBe(stops.length);
  const boxes = await dots.evaluateAll((all) => all.map((dot) => dot.getBoundingClientRect().toJSON()));
  const titles: (string | undefined)[] = [];
  for (const { x, y, width, height } of boxes) {
    await pointAt(page, x + width / 2, y + height / 2 - 11);
    titles.push((await shownIn(plot))[0]);
  }
  expect(titles.toSorted()).toEqual(stops.map(({ shown }) => shown[0]).toSorted());
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForURL(({ searchParams }) => searchParams.get("group") === titles.at(-1));

  const months = page.getByRole("application", { name: /month by month/ });
  await months.scrollIntoViewIfNeeded();
  const box = await months.boundingBox();
  await pointAt(page, (box?.x ?? 0) + 300, (box?.y ?? 0) + 200);
  const [title] = await shownIn(months);
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForURL(({ searchParams }) => formatLongMonth(searchParams.get("month") ?? "") === title);
  await page.close();
});

test("settings: a name is typed and saved without a mouse", async () => {
  const { page } = await open("/settings");
  await page.locator(".history").waitFor();
  await tabTo(page, /OFFICIAL-SENSITIVE/);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("Northshire Police");
  await tabTo(page, /^Save$/);
  await page.keyboard.press("Enter");
  await page.getByText("Saved. Every page shows it now.").waitFor();
  expect((await read("/api/snapshot")).force).toBe("Northshire Police");
  await page.close();
});

test("definitions: the contents lead to a card, and its statement opens", async () => {
  const { page } = await open("/definitions");
  await page.locator("#change-log").waitFor();
  await tabTo(page, /^Change log/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/#change-log/);
  expect(await page.locator("#change-log").isVisible()).toBe(true);
  await page.close();
});

test("packs: begun, written, saved, taken as a file and approved", async () => {
  const { page } = await open("/packs");
  await page.getByRole("heading", { level: 1, name: "Packs" }).waitFor();
  await tabTo(page, /Internal/);
  await page.keyboard.press("Space");
  await tabTo(page, /^Begin the pack/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/packs\/2026-10-internal/);
  await page.getByRole("img", { name: /^Control chart: Crimes charged/ }).waitFor();

  await tabTo(page, /^Crimes charged draft/);
  await page.keyboard.press("Enter");
  await tabTo(page, /Headline: Crimes charged/);
  await page.keyboard.type("Charges hold steady");
  await tabTo(page, /^Add an action/);
  await page.keyboard.press("Enter");
  expect(await focused(page)).toMatch(/^Action, agreed/);
  await page.keyboard.type("Ask victims why");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Det Supt RASSO");
  await page.keyboard.press("Tab");
  await page.keyboard.type("01012027");
  await tabTo(page, /^Save$/);
  await page.keyboard.press("Enter");
  const preview = page.getByRole("region", { name: "Preview and files" });
  await preview.getByText("Charges hold steady").waitFor();
  await tabTo(page, /^PDF$/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(file.suggestedFilename()).toBe("2026-10-internal.pdf");
  await tabTo(page, /^Approve this version$/);
  await page.keyboard.press("Enter");
  await page.getByText(/It can be frozen now/).waitFor();
  const { pack } = await read("/api/packs/2026-10-internal");
  expect(pack).toMatchObject({ state: "approved", actions: [{ text: "Ask victims why" }] });
  expect(pack.kpis).toContainEqual(expect.objectContaining({ headline: "Charges hold steady" }));
  await page.close();
});

test("data: files are chosen, told what they hold, refused by name, and thrown away again", async () => {
  const { page } = await open("/data");
  await page.getByRole("heading", { name: "Drop CSV files here" }).waitFor();
  await page.waitForLoadState("networkidle");
  const { cases } = foreignExport("2026-10", 0);
  const chooser = await choose(page);
  await chooser.setFiles([{ name: "crimes.csv", mimeType: "text/csv", buffer: Buffer.from(cases) }]);
  await page.getByLabel("What crimes.csv holds").waitFor();
  await page.waitForLoadState("networkidle");
  await tabTo(page, /^Start the dry run$/);
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "crimes.csv has no column for" }).waitFor();
  await tabTo(page, /^Throw away/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Drop CSV files here" }).waitFor();
  await page.close();
});

/** Opens the choice of files from the keyboard, once more if the page was drawn anew between the two keys. */
async function choose(page: Page): Promise<FileChooser> {
  await tabTo(page, /choose files/);
  const opened = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  return (await Promise.race([opened, page.waitForTimeout(10_000)])) ?? choose(page);
}
