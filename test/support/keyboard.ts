import type { Page } from "playwright-core";

/** Tabs on until what has the focus says so, as someone without a mouse must. */
export async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press("Tab");
    if (words.test(await focused(page))) return;
  }
  throw new Error(`${words} cannot be reached with the Tab key`);
}

/** What has the focus: its words, its value and its label; nothing if nothing has it. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return "";
    const value = element instanceof HTMLInputElement ? element.value : "";
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const label = isField ? (element.labels?.[0]?.textContent ?? "") : "";
    return `${element?.textContent ?? ""}${value} ${label}`.trim();
  });
}
