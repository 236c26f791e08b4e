import type { Locator, Page } from "playwright-core";

/** What the arrow keys read of a chart from its first stop to its last: what is said aloud, and what stands at the stop. */
export async function readByKeys(chart: Locator): Promise<{ said: string; shown: string[] }[]> {
  await chart.focus();
  return chart.evaluate(async (plot) => {
    const panel = plot.closest(".panel");
    const isDown = panel?.querySelector(".chart__help")?.textContent?.startsWith("Up and down");
    const stops: { said: string; shown: string[] }[] = [];
    for (let key = "Home"; stops.length < 500; key = isDown ? "ArrowDown" : "ArrowRight") {
      plot.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve));
      const said = panel?.querySelector("[aria-live=polite]")?.textContent ?? "";
      if (said === stops.at(-1)?.said) break;
      const lines = [...plot.querySelectorAll(".chart__tip > *")].filter((line) => line.checkVisibility());
      stops.push({ said, shown: lines.map(({ textContent }) => textContent ?? "") });
    }
    return stops;
  });
}

/** What stands at the pointer in nine places from one corner of a chart to the other; nothing if it has left the stops. */
export async function readByPointer(page: Page, chart: Locator): Promise<string[][]> {
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error("The chart is not to be seen.");
  const read: string[][] = [];
  for (let step = 1; step <= 9; step += 1) {
    await pointAt(page, box.x + (box.width * step) / 10, box.y + (box.height * step) / 10);
    read.push(await shownIn(chart));
  }
  await page.mouse.move(0, 0);
  return read;
}

/** Moves the pointer to a place and waits until the page has drawn what it says there and has nothing more to do. */
export async function pointAt(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve()))),
      ),
  );
}

/** The lines of the reading that stands on a chart. */
export function shownIn(chart: Locator): Promise<string[]> {
  return chart
    .locator(".chart__tip > *")
    .evaluateAll((lines) =>
      lines.filter((line) => line.checkVisibility()).map(({ textContent }) => textContent ?? ""),
    );
}
