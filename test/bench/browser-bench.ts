import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../server/places.ts";
import { launchBrowser } from "../support/browser.ts";

/** Median times in milliseconds in a real browser: from navigation until every tile of the flight deck is painted, and
 * from a change of filter until the new figures are. No answer is asked for twice, so none comes from memory. */
export async function benchBrowser(
  home: string,
  districts: string[],
): Promise<{ usable: number; filtered: number }> {
  const { url, server } = await startServer(home);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, reducedMotion: "reduce" });
    const opened: number[] = [];
    for (const query of ["", "?scope=rape", "?scope=adult-rape", "?scope=all-sexual", "?scope=all"]) {
      await page.goto("about:blank");
      await page.goto(`${url}/${query}`, { waitUntil: "commit" });
      opened.push(await page.evaluate(untilPainted));
    }
    await page.getByRole("search").getByText("Whole force", { exact: true }).click();
    const changed: number[] = [];
    const named = districts.filter((district) => district !== "unknown");
    for (const district of named.slice(0, 20)) changed.push(await timeOfFilter(page, district));
    return { usable: median(opened), filtered: median(changed) };
  } finally {
    await browser.close();
    server.kill();
  }
}

/** Waits for every tile and the frame that paints them; the time since the navigation began. */
async function untilPainted(): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (document.querySelectorAll(".tile").length === 0) await frame();
  await frame();
  return performance.now();
}

/** Ticks one more district and takes the time until the figures for it are painted. */
async function timeOfFilter(page: Page, district: string): Promise<number> {
  return page.evaluate(async (value) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const deck = document.querySelector("main [aria-busy]");
    const busy = () => deck?.getAttribute("aria-busy") === "true";
    let hasBegun = false;
    const observer = new MutationObserver(() => {
      hasBegun = true;
    });
    if (deck) observer.observe(deck, { attributes: true, attributeFilter: ["aria-busy"] });
    const label = [...document.querySelectorAll(".check-list .box")].find(
      (one) => one.querySelector(".box__title")?.textContent === value,
    );
    if (!label) throw new Error(`There is no box for ${value} to tick`);
    const start = performance.now();
    label.querySelector("input")?.click();
    while (!hasBegun || busy()) {
      if (performance.now() - start > 10_000) throw new Error(`${value} was ticked and nothing changed`);
      await frame();
    }
    observer.disconnect();
    await frame();
    return performance.now() - start;
  }, district);
}

async function startServer(home: string): Promise<{ url: string; server: ChildProcess }> {
  const server = spawn(process.execPath, [join(root, "dist/server/main.js")], {
    env: { ...process.env, FLIGHT_DECK_HOME: home, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    server.stdout.once("data", (data: Buffer) => resolve(data.toString()));
    server.once("exit", (code) => reject(new Error(`The server ended with exit code ${code}`)));
  });
  return { url: /http:\/\/\S+/.exec(line)?.[0] ?? "", server };
}

function median(taken: number[]): number {
  return taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
}
