import { expect, test } from "vitest";
import { servedSample } from "../support/served.ts";

const { open, read } = servedSample();

/** A PNG of one pixel. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a force gives its packs a colour and a logo; a colour too light and a file that is no picture are refused in words", async () => {
  const { page } = await open("/settings");
  await page.locator(".history").waitFor();
  const colour = page.getByLabel("Colour of headings and rules");
  await colour.fill("#ffee99");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page
    .getByText(/too light to be read on white/)
    .first()
    .waitFor();
  await colour.fill("#5e1737");
  const logo = page.locator(".logo input[type=file]");
  await logo.setInputFiles({ name: "crest.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page
    .getByRole("alert")
    .getByText(/PNG or JPEG/)
    .waitFor();
  await logo.setInputFiles({ name: "crest.png", mimeType: "image/png", buffer: picture });
  await page.getByRole("img", { name: "The logo as it is set" }).waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved. Every page shows it now.").waitFor();
  const { settings } = await read("/api/settings");
  expect(settings.packs.accent).toBe("#5e1737");
  expect(settings.packs.logo).toBe(`data:image/png;base64,${picture.toString("base64")}`);
  await page.close();
});
