import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { runImportCommand } from "../support/command.ts";
import { sampleFiles } from "../support/sample-home.ts";
import { servedSample, sidewaysScroll, violations } from "../support/served.ts";
import { fromOwnPages } from "../support/served-home.ts";

const sample = servedSample();

test("a board secretary begins a pack, writes, takes its three files, approves and freezes it", async () => {
  const { page, faults } = await sample.open("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Packs" }).click();
  await page.getByRole("heading", { level: 1, name: "Packs" }).waitFor();
  expect(await page.getByRole("radio", { name: /Internal/ }).isChecked()).toBe(false);
  expect(await page.getByRole("radio", { name: /External/ }).isChecked()).toBe(false);
  await page.getByRole("button", { name: "Begin the pack" }).click();
  await page.getByText("Say for whom the pack is.").waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole("radio", { name: /Internal/ }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Begin the pack" }).press("Enter");
  await page.waitForURL(/packs\/2026-10-internal$/);
  const preview = page.getByRole("region", { name: "Preview and files" });
  await preview.getByRole("row", { name: /Crimes charged: \d+ crimes/ }).waitFor();
  expect(await preview.getByRole("row").count()).toBe(17);
  await preview.getByRole("img", { name: /^Control chart: Crimes charged/ }).waitFor();
  expect(await preview.getByRole("img").count()).toBe(17);
  const first = preview.locator("figure img").first();
  await first.evaluate((picture: HTMLImageElement) => picture.decode());
  const drawn = await first.boundingBox();
  expect((drawn?.width ?? 0) / (drawn?.height ?? 1)).toBeCloseTo(720 / 560, 1);
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "Down Charged by day 365" }).click();
  await page
    .locator("summary")
    .filter({ hasText: /^Crimes charged/ })
    .click();
  await page.getByLabel("Headline: Crimes charged").fill("Charges hold steady");
  await page.getByRole("button", { name: "Add an action" }).click();
  await page.getByLabel(/^Action, agreed/).fill("Ask victims why");
  await page.getByLabel("Owner").fill("Det Supt RASSO");
  await page.getByLabel("Due").fill("2027-01-31");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await preview.getByText("Charges hold steady").waitFor();
  expect(await preview.getByRole("rowheader").allInnerTexts()).toEqual(
    expect.arrayContaining(["Charged by day 365", "Crimes charged"]),
  );

  for (const [name, start] of [
    ["PowerPoint", "PK"],
    ["PDF", "%P"],
    ["Excel", "PK"],
  ] as const) {
    expect((await downloaded(page, name)).subarray(0, 2).toString(), name).toBe(start);
  }

  await page.getByRole("button", { name: "Approve this version" }).click();
  await page.getByText(/It can be frozen now/).waitFor();
  await page.getByRole("button", { name: "Freeze for ever" }).click();
  await page.getByText(/^Frozen\. Internal/).waitFor();
  await page.getByText("Nothing: the same snapshot is served.").waitFor();
  expect(await violations(page)).toEqual([]);
  const frozen = await downloaded(page, "PowerPoint");
  expect(Buffer.compare(frozen, await downloaded(page, "PowerPoint"))).toBe(0);
  expect(faults).toEqual([]);
});

test("an external pack is tried before it is frozen: the page says so, and why it is refused", async () => {
  const { id, version } = await begun("2026-08", "external");
  await asked("POST", `/packs/${id}/approve`, { version });
  const { page } = await sample.open(`/packs/${id}`);
  const refusal = "Not released: leave out the breakdown by district of “Crimes charged”.";
  let answer = () => {};
  const isAsked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(
    "**/freeze",
    async (route) => {
      await isAsked;
      await route.fulfill({ status: 409, json: { error: { code: "small-numbers", message: refusal } } });
    },
    { times: 1 },
  );
  const freeze = page.getByRole("button", { name: "Freeze for ever" });
  await freeze.click();
  await page
    .getByRole("status")
    .getByText(/Trying whether small counts/)
    .waitFor();
  expect(await freeze.isDisabled()).toBe(true);
  answer();
  await page.getByRole("alert").getByText(refusal).waitFor();
  expect(await violations(page)).toEqual([]);
  await freeze.click();
  await page.getByText(/^Frozen\. External/).waitFor();
});

test("an approved pack says when the figures have changed, and gives no file until it is approved again", async () => {
  const { id, version } = await begun("2026-09", "internal");
  await asked("POST", `/packs/${id}/approve`, { version });
  const { page, faults } = await sample.open(`/packs/${id}`);
  await page.getByText(/It can be frozen now/).waitFor();
  expect(runImportCommand(sample.home, [...sampleFiles, "--as-at", "2026-11-01"]).status).toBe(0);

  await page.getByRole("button", { name: "PDF", exact: true }).click();
  const heading = { name: "The figures have changed since this pack was approved" };
  await page.getByRole("heading", heading).waitFor();
  expect(await page.getByRole("button", { name: "PDF", exact: true }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Freeze for ever" }).isDisabled()).toBe(true);
  await page
    .getByRole("region", { name: "Revised since" })
    .getByText(/No figure differs|figures? differ/)
    .waitFor();
  await page
    .getByRole("region", { name: "Preview and files" })
    .getByText(/As at 1 November 2026/)
    .waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "Approve again" }).press("Enter");
  await page.getByText(/It can be frozen now/).waitFor();
  expect(await page.getByRole("heading", heading).count()).toBe(0);
  expect((await downloaded(page, "PDF")).subarray(0, 2).toString()).toBe("%P");
  expect(faults.filter((fault) => !fault.includes("409"))).toEqual([]);
});

test("at every width nothing runs out of the side, however long a title and an owner, and health answers while a pack is written", async () => {
  const { id, version, pack } = await begun("2026-10", "external");
  const { state: _, approved: __, frozen: ___, ...text } = pack;
  const title = "Strategicperformancemeetingforrapeandseriousoffences".padEnd(100, "x");
  const action = { id: "a1", kpi: null, text: "Ask".padEnd(200, "k"), owner: "Owner".padEnd(60, "r") };
  const actions = [{ ...action, due: "2026-12-01", state: "open", agreed: "2026-10" }];
  const saved = await asked("PUT", `/packs/${id}`, { version, pack: { ...text, title, actions } });
  expect(saved.pack.actions).toEqual(actions);
  const { page } = await sample.open(`/packs/${id}`, { viewport: { width: 390, height: 900 } });
  await page.getByRole("heading", { level: 2, name: "Preview and files" }).waitFor();
  await page
    .getByText(/counts under 13 shown as \[c\]/)
    .first()
    .waitFor();
  for (const width of [1440, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await sidewaysScroll(page), `at ${width}`).toBe(0);
    expect(await violations(page), `at ${width}`).toEqual([]);
  }

  let isWritten = false;
  const file = fetch(`${sample.url()}/api/packs/${id}/file?format=pdf`).then(async (response) => {
    const bytes = await response.arrayBuffer();
    isWritten = true;
    return bytes;
  });
  let answered = 0;
  while (!isWritten) {
    expect((await fetch(`${sample.url()}/api/health`)).ok).toBe(true);
    if (!isWritten) answered += 1;
  }
  expect(answered).toBeGreaterThan(3);
  expect((await file).byteLength).toBeGreaterThan(100_000);
});

function begun(
  month: string,
  audience: string,
): Promise<{ id: string; version: number; pack: ReturnType<typeof JSON.parse> }> {
  return asked("POST", "/packs", { month, audience });
}

async function asked(method: string, path: string, body: unknown): Promise<ReturnType<typeof JSON.parse>> {
  const response = await fetch(`${sample.url()}/api${path}`, {
    method,
    headers: { ...fromOwnPages, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}
