import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveDocument } from "../../server/documents/documents.ts";
import { places, root } from "../../server/places.ts";
import { settingsDocument, settingsSchema } from "../../server/settings/settings.ts";
import { openHome } from "../../server/store/home.ts";
import { launchBrowser } from "../support/browser.ts";
import { runImportCommand, startServer, temporaryFolder } from "../support/command.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("an ACC opens the flight deck, filters, drills into a KPI and reads its table", () => {
  test("the whole way, with no fault on the console and none that axe finds", async () => {
    const url = await serveSample();
    const { page, faults } = await openPage(url, 1440);

    await page.locator(".tile").first().waitFor();
    expect(await page.locator(".tile").count()).toBe(16);
    expect(await page.getByText(/synthetic/i).count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    await takePicture(page, "flight-deck");

    await page.getByRole("combobox", { name: "Offences" }).selectOption("rape");
    await page.getByRole("search").getByText("Whole force", { exact: true }).click();
    await page.getByLabel("Port Ellery").check();
    await page.waitForURL(/scope=rape&?.*district=Port/);
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Victim does not support further action", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Victim does not support further action" }).waitFor();
    expect(page.url()).toMatch(/kpi\/victim-withdrawal\?.*scope=rape/);
    await page.locator(".month-chart svg, [role=application] svg").first().waitFor();
    expect(await violations(page)).toEqual([]);

    const panel = page.getByRole("region", { name: "Month by month" });
    await panel.getByRole("radio", { name: "Table" }).check();
    const rows = await panel.locator("tbody tr").allInnerTexts();
    const { points } = await (
      await fetch(`${url}/api/kpis/victim-withdrawal/series?scope=rape&district=Port+Ellery`)
    ).json();
    expect(rows).toHaveLength(points.length);
    const shown = new Map(rows.map((row) => [row.split("\t")[0]?.trim(), row]));
    for (const { month, numerator, denominator, value } of points) {
      const name = new Date(`${month}-01`).toLocaleDateString("en-GB", { month: "short", year: "numeric" });
      const row = shown.get(name.replace("Sept", "Sep")) ?? "";
      const cells = row.split("\t").map((cell) => cell.trim());
      expect(cells, month).toContain(String(denominator));
      if (value !== null) {
        expect(cells, month).toContain(String(numerator));
        expect(row, month).toContain(`${(value * 100).toFixed(1)}%`);
      }
    }
    expect(await violations(page)).toEqual([]);

    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /Flight deck/ }).waitFor();
    expect(page.url()).toContain("scope=rape");
    expect(faults).toEqual([]);
  });

  test("by keyboard: the chart is read month by month, and Enter lists the crimes, as many as the number", async () => {
    const url = await serveSample();
    const { page } = await openPage(`${url}/kpi/charges`, 1440);
    const chart = page.getByRole("application");
    await chart.locator("svg").waitFor();
    await takePicture(page, "kpi");
    await chart.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator("[aria-live=polite]").allInnerTexts()).toContainEqual(
      expect.stringContaining("September 2026"),
    );
    await page.keyboard.press("Enter");
    await page.waitForURL(/month=2026-09/);
    const { points } = await (await fetch(`${url}/api/kpis/charges/series?from=2026-09&to=2026-09`)).json();
    const list = page.getByRole("region", { name: "The crimes behind the number" });
    await list.locator("tbody tr").first().waitFor();
    expect(await list.locator(".cases__total").innerText()).toContain(`${points[0].value} crime`);
  });

  test.each([390, 768])("%i wide: no sideways scrolling, nothing that axe finds", async (width) => {
    const url = await serveSample();
    for (const path of ["/", "/kpi/attrition", "/definitions", "/data"]) {
      const { page } = await openPage(url + path, width);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
      expect(await violations(page), path).toEqual([]);
      await page.close();
    }
  });
});

/** The sample, imported by the real command and served by the real server. */
async function serveSample(): Promise<string> {
  const home = temporaryFolder();
  const { status } = runImportCommand(home, [
    "--cases",
    join(places.sample, "cases.csv"),
    "--outcomes",
    join(places.sample, "outcomes.csv"),
  ]);
  expect(status).toBe(0);
  const settings = JSON.parse(readFileSync(join(places.sample, "settings.json"), "utf8"));
  const saving = { over: 0, by: "test", at: new Date() };
  await saveDocument(openHome(home), settingsDocument, settingsSchema, settings, saving);
  return (await startServer(home)).url;
}

async function openPage(url: string, width: number): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 1000 }, reducedMotion: "reduce" });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(url);
  return { page, faults };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await axe.run({ runOnly: { type: "tag", values: tags } });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
    );
  });
}

/** The pictures of the README, taken anew by `npm run pictures`. */
async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.MODE !== "pictures") return;
  const folder = join(root, "test/browser/pictures");
  mkdirSync(folder, { recursive: true });
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
