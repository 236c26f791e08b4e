import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./browser.ts";
import { launchServer } from "./command.ts";
import { patience } from "./patience.ts";
import { fillWithSample } from "./sample-home.ts";

/** The sample, served by the real server from its own home, and a real browser: once for all tests of a file. */
export function servedSample() {
  const home = mkdtempSync(join(tmpdir(), "flight-deck-browser-"));
  let browser: Browser;
  let server: Awaited<ReturnType<typeof launchServer>>;
  beforeAll(async () => {
    await fillWithSample(home, "first start");
    [browser, server] = await Promise.all([launchBrowser(), launchServer(home)]);
  });
  afterAll(async () => {
    await browser.close();
    server.process.kill();
    rmSync(home, { recursive: true, force: true });
  });
  return { home, url: () => server.url, open, read };

  /** A new page, and every fault that its console has named so far. */
  async function open(
    path: string,
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<{ page: Page; faults: string[] }> {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 1000 },
      reducedMotion: "reduce",
      ...options,
    });
    page.setDefaultTimeout(patience.ofWait);
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(error.message));
    await prepare(page);
    await page.goto(server.url + path);
    return { page, faults };
  }

  /** What the API answers. */
  async function read(path: string): Promise<ReturnType<typeof JSON.parse>> {
    return (await fetch(server.url + path)).json();
  }
}

/** What axe finds against WCAG 2.2 AA and its best practice, with the places. Where the system sets the colours, axe
 * still compares those of the page, so contrast is left to the system. */
export async function violations(page: Page, hasSystemColours = false): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (isContrastLeft) => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const rules = { "color-contrast": { enabled: !isContrastLeft } };
    const resultTypes = ["violations"];
    const found = await axe.run({ runOnly: { type: "tag", values: tags }, rules, resultTypes });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
  }, hasSystemColours);
}

/** What is wrong with a page at every width from a desktop to one at 400 %: what axe finds, and anything that scrolls sideways. */
export async function faultsAtEveryWidth(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [1440, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 1000 });
    await page.waitForTimeout(100);
    const sideways = await sidewaysAtRest(page);
    if (sideways > 0) faults.push(`${width}: scrolls ${sideways} pixels sideways`);
    faults.push(...(await tablesBeyondTheirPanel(page)).map((name) => `${width}: a table is cut: ${name}`));
    faults.push(...(await violations(page)).map((fault) => `${width}: ${fault}`));
  }
  return faults;
}

/** How far a page can be scrolled sideways once it fits, or once that has stayed the same for sixty frames, in pixels. */
async function sidewaysAtRest(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let [before, frames] = [0, 0];
        look();

        function look(): void {
          const sideways = document.documentElement.scrollWidth - window.innerWidth;
          frames = sideways === before ? frames + 1 : 0;
          before = sideways;
          if (sideways <= 0 || frames === 60) resolve(sideways);
          else requestAnimationFrame(look);
        }
      }),
  );
}

/** Tables that stand out of their panel, where nothing lets them be scrolled. */
async function tablesBeyondTheirPanel(page: Page): Promise<string[]> {
  return page.locator(".panel table").evaluateAll((tables) =>
    tables
      .filter((table) => {
        const edge = table.closest(".panel")?.getBoundingClientRect().right ?? 0;
        return !table.closest(".scroller") && table.getBoundingClientRect().right > edge;
      })
      .map((table) => table.querySelector("caption, th")?.textContent ?? "without a name"),
  );
}

/** How far the page can be scrolled sideways, in pixels: nothing but wide tables may. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
