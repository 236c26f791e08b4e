import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { foreignExport } from "../support/foreign-export.ts";
import { faultsAtEveryWidth, servedSample, violations } from "../support/served.ts";
import { fromOwnPages } from "../support/served-home.ts";

const { open, read, url } = servedSample();

test("an analyst matches a force's own export, publishes, uses the mapping again next month and rolls back", async () => {
  const { page, faults } = await open("/data");
  await page.getByRole("heading", { name: "Drop CSV files here" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, "start");

  const october = foreignExport("2026-10", 3);
  await dropFiles(page, { "crimes.csv": october.cases, "outcomes.csv": october.outcomes });
  await page.getByRole("heading", { name: "Your files" }).waitFor();
  expect(await page.getByLabel("What crimes.csv holds").inputValue()).toBe("cases");
  expect(await page.getByLabel("What outcomes.csv holds").inputValue()).toBe("outcomes");
  await picture(page, "files");

  await page.getByRole("button", { name: "Start the dry run" }).click();
  expect(await page.getByRole("alert").innerText()).toMatch(
    /crimes.csv has no column for .*offence_code or offence_text/,
  );

  await page.getByLabel("Field for column Grp").selectOption("offence_code");
  const texts = page.getByRole("region", { name: "Values" });
  await page.getByLabel("Code for 20A - Sexual assault on a female 13 and over").waitFor();
  await confirmTheLikely(page);
  await confirmTheRest(page);
  await page.getByLabel("Code for Filed pending triage").selectOption("20");
  expect(await texts.getByRole("status").innerText()).toContain("5 of 5 confirmed");
  await page.getByLabel("Save as").fill("Niche Monthly");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved as niche-monthly.").waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, "confirmed");

  await page.getByRole("button", { name: "Start the dry run" }).click();
  await page.getByRole("button", { name: "Run as at 31 Oct 2026" }).click();
  await page.getByRole("heading", { level: 1, name: "Safe to publish" }).waitFor();
  const account = page.getByRole("region", { name: "Row account of the dry run" });
  expect(oneLine(await account.locator(".sum").first().innerText())).toBe(
    "240 rows in crimes.csv (cases) = equals 237 accepted + plus 0 repeated + plus 3 rejected, download with reasons",
  );
  expect(await violations(page)).toEqual([]);
  await picture(page, "ready");

  await page.getByText("Look at the first of them").click();
  await page
    .getByRole("cell", { name: /the recorded date cannot be read/ })
    .first()
    .waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download 3 rows as CSV" }).click(),
  ]);
  const rows = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(rows).toHaveLength(1 + october.rejected);
  expect(rows[1]).toMatch(/^crimes.csv,2,recorded_date,unreadable-recorded-date,/);

  await page.getByRole("button", { name: "Publish 31 Oct 2026 snapshot" }).click();
  await page.getByText("Published: every page now shows the figures as at 31 October 2026.").waitFor();
  await page.getByRole("heading", { name: "Served now: as at 31 October 2026" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, "published");

  await page.getByRole("link", { name: "See the flight deck" }).click();
  await page.getByRole("heading", { level: 1, name: "Flight deck: October 2026" }).waitFor();
  const recorded = page.getByRole("article").filter({ hasText: "Recorded in Oct 2026" });
  expect(oneLine(await recorded.innerText())).toMatch(/^Recorded crimes 10\b/);
  const { points } = await read("/api/kpis/charges/series?from=2026-10&to=2026-10");
  expect(points[0].value).toBe(1);

  await page.getByRole("link", { name: "Data", exact: true }).click();
  const november = foreignExport("2026-11", 3);
  await page.locator("input[type=file]").setInputFiles([
    { name: "crimes.csv", mimeType: "text/csv", buffer: Buffer.from(november.cases) },
    { name: "outcomes.csv", mimeType: "text/csv", buffer: Buffer.from(november.outcomes) },
  ]);
  await page.getByText(/The files have the headers of the mapping “niche-monthly”/).waitFor();
  await page.getByRole("button", { name: "Run as at 30 Nov 2026" }).click();
  const changes = page.getByRole("region", { name: "What would change" });
  await page.getByRole("heading", { level: 1, name: "Safe to publish" }).waitFor();
  expect(oneLine(await changes.getByRole("row", { name: /Rows of cases/ }).innerText())).toBe(
    "Rows of cases 240 250 +10",
  );
  await page.getByRole("button", { name: "Publish 30 Nov 2026 snapshot" }).click();
  await page.getByRole("heading", { name: "Served now: as at 30 November 2026" }).waitFor();

  const compare = page.getByRole("region", { name: "Compare two snapshots" });
  await compare.getByLabel("Then").selectOption({ index: 1 });
  await compare.getByLabel("Measure").selectOption("open-investigations");
  await compare.getByText("No crime is counted differently in any month up to 31 Oct 2026").waitFor();

  const [newest, earlier, oldest] = (await read("/api/imports")).snapshots;
  await compare.getByLabel("Then").selectOption(oldest.id);
  await compare.getByRole("combobox", { name: /^Now/ }).selectOption(earlier.id);
  await compare.getByLabel("Measure").selectOption("recorded-crimes");
  const pair = `against=${oldest.id}&snapshot=${earlier.id}&limit=200`;
  const { months, crimes } = await read(`/api/kpis/recorded-crimes/revisions?${pair}`);
  const moved = months.filter(({ moves }: { moves: unknown[] }) => moves.length > 0);
  const chart = compare.getByRole("application", { name: /each month then and now/ });
  await chart.locator("svg").waitFor();
  const changed = months.filter(
    ({ before, after }: Revised) => before && after && before.value !== after.value,
  );
  expect(await chart.getAttribute("aria-label")).toContain(
    `The figures of ${changed.length} of ${months.filter(({ before }: Revised) => before).length} months have changed since`,
  );
  await chart.focus();
  const last = moved.at(-1);
  const spoken = await compare.locator("[aria-live=polite]").innerText();
  expect(spoken).toContain(`then ${last.before.value} crime`);
  expect(spoken).toContain(`now ${last.after.value} crime`);
  await compare.getByRole("radio", { name: "Table" }).check();
  await compare.getByText(`counted differently in ${moved.length} of ${months.length} months`).waitFor();
  const cells = await compare
    .locator(":scope > div > .scroller tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("data")].map((cell) => Number(cell.value))),
    );
  expect(cells).toEqual(
    moved.toReversed().map(({ before, after }: Revised) => [before?.value, after?.value]),
  );
  await compare.locator("summary").click();
  await compare.getByText("50 of").waitFor();
  expect(await compare.locator(".disclosure tbody tr").count()).toBe(50);
  await compare.getByRole("button", { name: "Show more" }).click();
  await compare.getByText("100 of").waitFor();
  const listed = await compare.locator(".disclosure tbody th").allInnerTexts();
  expect(listed).toEqual(crimes.rows.slice(0, 100).map((row: { crime_ref: string }) => row.crime_ref));
  expect(newest.served).toBe(true);
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "Roll back to 31 Oct 2026" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Roll back to 31 October 2026?" });
  expect(await violations(page)).toEqual([]);
  await picture(page, "dialog");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Roll back to 31 Oct 2026" }).first().click();
  await dialog.getByRole("button", { name: "Roll back" }).click();
  await page.getByRole("heading", { name: "Served now: as at 31 October 2026" }).waitFor();
  await page.locator("header").getByText("31 Oct 2026").waitFor();
  await picture(page, "history");
  expect(faults, "only the two refusals for want of an as-at date").toEqual(
    Array(2).fill(expect.stringContaining("422")),
  );
});

test("a refused import says why and loses nothing; a reason overrides the limit; and a second import is told of the first", async () => {
  const { page } = await open("/data", { viewport: { width: 390, height: 800 } });
  const { snapshots } = await read("/api/imports");
  const bad = foreignExport("2026-10", 30);
  await page.locator("input[type=file]").setInputFiles([
    {
      name: `${"a-very-long-name-".repeat(5)}crimes.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(bad.cases),
    },
    { name: "outcomes.csv", mimeType: "text/csv", buffer: Buffer.from(bad.outcomes) },
  ]);
  await page.getByRole("button", { name: /^Run as at/ }).waitFor();
  await page.getByLabel(/As-at date/).fill("2026-10-31");
  await page.getByRole("button", { name: "Run again" }).click();
  const verdict = page.getByRole("region", { name: /things? breaks?/ });
  await verdict.getByText(/30 of 240 rows were rejected, more than 5 %/).waitFor();
  await page.getByText("Files, columns and dates of this dry run").click();
  await page.getByText("Look at the columns and values").click();
  expect(await page.getByLabel("Field for column Grp").inputValue()).toBe("offence_code");
  expect(await page.getByLabel(/As-at date/).inputValue()).toBe("2026-10-31");
  await picture(page, "refused");
  expect(await faultsAtEveryWidth(page)).toEqual([]);

  const other = await open("/data");
  await other.page.getByRole("heading", { level: 1, name: /things? breaks?/ }).waitFor();
  const second = await fetch(`${url()}/api/imports`, {
    method: "POST",
    headers: fromOwnPages,
    body: formOf(bad.cases),
  });
  expect(second.status).toBe(409);

  await page.getByRole("button", { name: "Publish anyway…" }).click();
  await page
    .getByLabel(/Why it is right all the same/)
    .fill("The dates were lost in the move to the new system.");
  await page.getByRole("button", { name: "Dry run with this reason" }).click();
  await page.getByRole("heading", { name: /^\d limits overridden$/ }).waitFor();
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await picture(page, "overridden");
  await page.getByRole("button", { name: "Throw away" }).click();
  await page.getByRole("heading", { name: "Drop CSV files here" }).waitFor();
  await other.page.getByRole("heading", { name: "Drop CSV files here" }).waitFor();
  expect((await read("/api/imports")).snapshots).toEqual(snapshots);
});

type Revised = { before: { value: number } | null; after: { value: number } | null };

/** Drops files on the page as a mouse does. */
async function dropFiles(page: Page, files: Record<string, string>): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const held = new DataTransfer();
    for (const [name, text] of Object.entries(given))
      held.items.add(new File([text], name, { type: "text/csv" }));
    return held;
  }, files);
  await page.locator(".drop").dispatchEvent("dragover", { dataTransfer: transfer });
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: transfer });
}

async function confirmTheLikely(page: Page): Promise<void> {
  const likely = page.getByRole("button", { name: /^Confirm the/ });
  while ((await likely.count()) > 0) await likely.first().click();
}

/** Looks at what is less sure, one by one, from the keyboard. */
async function confirmTheRest(page: Page): Promise<void> {
  const open = page.getByRole("checkbox", { name: /^Confirm that/, checked: false });
  while ((await open.count()) > 0) {
    await open.first().focus();
    await page.keyboard.press("Space");
  }
}

function formOf(text: string): FormData {
  const form = new FormData();
  form.append("files", new File([text], "crimes.csv", { type: "text/csv" }));
  return form;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A picture of each state, where a folder for them is given. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.STATES;
  if (!folder) return;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
