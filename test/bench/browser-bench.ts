import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../../server/places.ts";
import { launchBrowser } from "../support/browser.ts";

/** Times in milliseconds in a real browser: from navigation until every tile of the flight deck is painted (median of five
 * scopes), and from a change of filter until the new figures are (median and longest of twenty). No question is asked twice:
 * the boxes of one filter are ticked one after another, then those of the next, a second after the last was painted; and then
 * those of the second filter once more, beside one of the first (median). */
export async function benchBrowser(
  home: string,
): Promise<{ usable: number; filtered: number; slowest: number; together: number }> {
  const { url, server } = await startServer(home);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, reducedMotion: "reduce" });
    const opened: number[] = [];
    for (const query of ["?scope=rape", "?scope=adult-rape", "?scope=all-sexual", "?scope=all", ""]) {
      await page.goto("about:blank");
      await page.goto(`${url}/${query}`, { waitUntil: "commit" });
      opened.push(await page.evaluate(untilPainted));
    }
    const changed: number[] = [];
    const filters = await page.evaluate(labelsOfFilters);
    for (const [filter, labels] of filters.entries()) {
      if (changed.length === 20) break;
      for (const label of labels.slice(0, 20 - changed.length)) {
        changed.push(await page.evaluate(timeOfClick, { filter, label }));
        await page.waitForTimeout(1000);
      }
      await page.evaluate(timeOfClick, { filter, label: null });
    }
    const together: number[] = [];
    const [first = [], second = []] = filters;
    await page.evaluate(timeOfClick, { filter: 0, label: first.at(-1) ?? null });
    for (const label of second) {
      await page.waitForTimeout(1000);
      together.push(await page.evaluate(timeOfClick, { filter: 1, label }));
    }
    return {
      usable: median(opened),
      filtered: median(changed),
      slowest: Math.max(...changed),
      together: median(together),
    };
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

/** The labels of each filter that has boxes to tick. */
function labelsOfFilters(): string[][] {
  return [...document.querySelectorAll(".boxes")].map((boxes) =>
    [...boxes.querySelectorAll(".box__title")].map(({ textContent }) => textContent ?? ""),
  );
}

/** Ticks one more box of a filter, or clears the filter, and takes the time until the figures for it are painted. */
async function timeOfClick({ filter, label }: { filter: number; label: string | null }): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const deck = document.querySelector("main [aria-busy]");
  const busy = () => deck?.getAttribute("aria-busy") === "true";
  let hasBegun = false;
  const observer = new MutationObserver(() => {
    hasBegun = true;
  });
  if (deck) observer.observe(deck, { attributes: true, attributeFilter: ["aria-busy"] });
  const boxes = document.querySelectorAll(".boxes")[filter];
  const box = [...(boxes?.querySelectorAll(".box") ?? [])].find(
    (one) => one.querySelector(".box__title")?.textContent === label,
  );
  const clicked = label === null ? boxes?.querySelector("button") : box?.querySelector("input");
  if (!clicked) throw new Error(`There is nothing to click for ${label ?? "clearing"}`);
  const start = performance.now();
  clicked.click();
  while (!hasBegun || busy()) {
    if (performance.now() - start > 10_000) throw new Error(`${label} was ticked and nothing changed`);
    if (label === null && performance.now() - start > 500) break;
    await frame();
  }
  observer.disconnect();
  await frame();
  return performance.now() - start;
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
