import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { foreignExport } from "../support/foreign-export.ts";
import { faultsAtEveryWidth, servedSample } from "../support/served.ts";
import { fromOwnPages } from "../support/served-home.ts";

const { open, read, url } = servedSample();

test("two tabs tell each other what is begun, saved, thrown away, brought back, published and undone, and no typed word is lost", async () => {
  const { page: one } = await open("/data");
  const { page: other } = await open("/data");
  await other.getByRole("heading", { name: "Drop CSV files here" }).waitFor();
  await sendMonth(one, "2026-10");
  await one.getByLabel("Field for column Grp").selectOption("offence_code");
  await one.getByLabel(/As-at date/).fill("2026-10-30");

  await other.getByText(/^Begun by .* on \d+ \w+ 2026/).waitFor();
  await other.getByLabel("Field for column Beat Area").selectOption("");
  await other.getByLabel("Save as").fill("others");
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await other.getByText("Saved as others.").waitFor();
  await one
    .getByText(/Another tab or person saved the mapping “others”. What you chose here stays/)
    .waitFor();
  expect(await one.getByLabel("Field for column Grp").inputValue()).toBe("offence_code");
  expect(await one.getByLabel(/As-at date/).inputValue()).toBe("2026-10-30");
  expect(await other.getByText(/Another tab or person/).count()).toBe(0);
  await picture(one, "mapping-saved");
  await one.getByRole("button", { name: "Keep mine" }).click();

  await one.getByRole("button", { name: "Throw away" }).click();
  await one.getByText(/^Thrown away: the import of crimes.csv and outcomes.csv/).waitFor();
  expect(await one.evaluate(() => document.activeElement?.className)).toBe("outcome");
  await other.getByText(/kept for 10 minutes, until .*, and then erased/).waitFor();
  expect(await faultsAtEveryWidth(other)).toEqual([]);
  await picture(other, "thrown-away");
  await one.reload();
  await one.getByRole("button", { name: "Undo: bring it back" }).click();
  await one.getByLabel(/As-at date/).waitFor();
  expect(await one.getByLabel(/As-at date/).inputValue()).toBe("2026-10-30");
  expect(await one.getByLabel("Field for column Grp").inputValue()).toBe("offence_code");
  await other.getByLabel("Field for column Beat Area").waitFor();
  expect(await other.getByLabel("Field for column Beat Area").inputValue()).toBe("");

  await confirmTheRest(one);
  await one.getByLabel("Code for Filed pending triage").selectOption("20");
  await one.getByRole("button", { name: "Start the dry run" }).click();
  await one.getByRole("button", { name: /^Publish 30 Oct 2026/ }).click();
  await other.getByText("Published: every page now shows the figures as at 30 October 2026.").waitFor();
  await other.getByRole("heading", { name: "Served now: as at 30 October 2026" }).waitFor();
  expect(await faultsAtEveryWidth(one)).toEqual([]);
  await picture(one, "published");
  await other.reload();
  await other.getByText(/One click here undoes it until/).waitFor();
  await other.getByRole("button", { name: /^Undo: serve 31 Oct 2026 again/ }).click();
  await one.getByText("Rolled back: every page now shows the figures as at 31 October 2026.").waitFor();
  await one.getByRole("heading", { name: "Served now: as at 31 October 2026" }).waitFor();
  const { snapshots, change } = await read("/api/imports");
  expect(snapshots.find(({ served }: { served: boolean }) => served).id).toBe(change.snapshot);
  await one.close();
  await other.close();
});

test("a tab that would undo what is served no more is told so, and nothing is served by accident", async () => {
  const { page } = await open("/data");
  const { change, snapshots } = await read("/api/imports");
  await page.getByRole("button", { name: /^Undo: serve/ }).waitFor();
  await page.route("**/api/imports", (route) => route.abort());
  const restored = await fetch(`${url()}/api/snapshots/${change.undo.snapshot}/restore`, {
    method: "POST",
    headers: fromOwnPages,
  });
  expect(restored.status).toBe(204);
  await page.getByRole("button", { name: /^Undo: serve/ }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: /already|meanwhile|is served/ })
    .waitFor();
  expect((await read("/api/imports")).change.snapshot).toBe(change.undo.snapshot);
  expect((await read("/api/imports")).snapshots).toHaveLength(snapshots.length);
  await page.close();
});

async function sendMonth(page: Page, month: string): Promise<void> {
  const { cases, outcomes } = foreignExport(month, 0);
  await page.locator("input[type=file]").setInputFiles([
    { name: "crimes.csv", mimeType: "text/csv", buffer: Buffer.from(cases) },
    { name: "outcomes.csv", mimeType: "text/csv", buffer: Buffer.from(outcomes) },
  ]);
  await page.getByRole("heading", { name: "Your files" }).waitFor();
}

/** Confirms what is offered, the likely together and the rest one by one. */
async function confirmTheRest(page: Page): Promise<void> {
  const likely = page.getByRole("button", { name: /^Confirm the/ });
  while ((await likely.count()) > 0) await likely.first().click();
  const left = page.getByRole("checkbox", { name: /^Confirm that/, checked: false });
  while ((await left.count()) > 0) await left.first().check();
}

/** A picture of each state, if a folder for them is given. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.STATES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 768 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
}
