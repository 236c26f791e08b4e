import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { servedSample, violations } from "../support/served.ts";

const { open, read } = servedSample();

describe("an ACC opens the flight deck, filters, drills into a KPI and reads its table", () => {
  test("the whole way, with no fault on the console and none that axe finds", async () => {
    const { page, faults } = await open("/");

    await page.locator(".tile").first().waitFor();
    expect(await page.locator(".tile").count()).toBe(16);
    expect(await page.getByText(/synthetic/i).count()).toBeGreaterThan(0);

    await page.getByRole("combobox", { name: "Offences" }).selectOption("rape");
    await page.getByRole("search").getByText("Whole force", { exact: true }).click();
    await page.getByLabel("Port Ellery").check();
    await page.waitForURL(/scope=rape&?.*district=Port/);
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Victim does not support further action", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Victim does not support further action" }).waitFor();
    expect(page.url()).toMatch(/kpi\/victim-withdrawal\?.*scope=rape/);
    await page.locator("#by-month svg").waitFor();

    await page.locator("#by-month").getByRole("radio", { name: "Table" }).check();
    expect(await violations(page)).toEqual([]);
    const { points } = await read("/api/kpis/victim-withdrawal/series?scope=rape&district=Port+Ellery");
    const rows = await valuesIn(page, "#by-month");
    expect(rows).toEqual(
      points.toReversed().map(({ numerator, denominator, value, parts, spc }: Point) => [
        numerator,
        denominator,
        value,
        ...Object.keys(parts ?? {})
          .toSorted()
          .map((code) => parts?.[code] ?? null),
        ...(spc ? [spc.mean, spc.lower, spc.upper] : [null, null, null]),
      ]),
    );

    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /Flight deck/ }).waitFor();
    expect(page.url()).toContain("scope=rape");
    expect(faults).toEqual([]);
    await page.close();
  });
});

test("a RASSO lead asks where a change is: every group as the API has it, the contributions adding up, its crimes listed", async () => {
  const { page } = await open("/kpi/victim-withdrawal-within-90-days?split=district");
  await page.locator("#by-group svg").first().waitFor();
  await page.locator("#by-group").getByRole("radio", { name: "Table" }).check();
  const { groups, whole } = await read("/api/kpis/victim-withdrawal-within-90-days/breakdown?by=district");
  const rows = await valuesIn(page, "#by-group");
  expect(rows).toEqual(
    [...groups, whole].map((row: Group) => [
      row.numerator,
      row.denominator,
      row.value,
      row.compared?.value ?? null,
      row.contribution?.total ?? null,
      row.contribution?.own_rate ?? null,
      row.contribution?.volume_share ?? null,
    ]),
  );
  const parts = rows.slice(0, -1).reduce((sum, row) => sum + (row[4] ?? 0), 0);
  expect(parts).toBeCloseTo(rows.at(-1)?.[4] ?? Number.NaN, 10);

  await page.goto(
    `${new URL(page.url()).origin}/kpi/victim-withdrawal-within-90-days?split=district&group=${groups[0].split}`,
  );
  await page.getByText(`${groups[0].numerator} crimes in the numerator of ${groups[0].split}`).waitFor();
  expect(await page.locator(".cases__total").innerText()).toContain("the same number as above");
  await page.close();
});

test("a chief officer follows one cohort: the table has the curves of the API on every day that it names", async () => {
  const { page } = await open("/attrition?cohort=2024-01..2024-03");
  await page.locator("#day-by-day svg").waitFor();
  const incidence = await read("/api/incidence?from=2024-01&to=2024-03&endings=main");
  const { groups, open: stillOpen, crimes, days } = incidence;
  await page
    .getByRole("heading", {
      level: 1,
      name: `Of ${incidence.cohort.crimes} crimes recorded January to March 2024, ${crimes.charged.at(-1)} were charged within two years`,
    })
    .waitFor();
  await page.locator("#day-by-day").getByRole("radio", { name: "Table" }).check();
  const at = [28, 90, 180, 365, 730].map((day) => days.indexOf(day));
  const order = ["charged", "victim-does-not-support", "evidential-difficulties", "no-suspect", "other"];
  expect(await valuesIn(page, "#day-by-day")).toEqual([
    ...order.map((group) => [...at.map((index) => groups[group][index]), crimes[group].at(-1)]),
    [...at.map((index) => stillOpen[index]), crimes.open.at(-1)],
  ]);
  await page.close();
});

test("each district month by month: read group by group, its table and file as the API has them", async () => {
  const { page } = await open("/kpi/victim-withdrawal?split=district");
  const panel = page.locator("#each-group");
  const chart = panel.getByRole("application", { name: /7 small charts. Latest month that may be judged/ });
  await chart.locator("svg").waitFor();
  await chart.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const { points } = await read("/api/kpis/victim-withdrawal/series?split=district");
  const latest = points.filter(({ month }: Point) => month === "2026-10");
  const ellery = latest.find(({ split }: { split: string }) => split === "Port Ellery");
  const share = `${(100 * ellery.value).toFixed(1)}%`;
  expect(await panel.locator("[aria-live=polite]").innerText()).toContain(
    `Port Ellery: October 2026, ${share}, ${ellery.numerator} of ${ellery.denominator} crimes, it was `,
  );
  await panel.getByRole("radio", { name: "Table" }).check();
  const shown = (await valuesIn(page, "#each-group")).map((values) => values.slice(0, 3));
  expect(shown).toHaveLength(latest.length);
  for (const { numerator, denominator, value } of latest)
    expect(shown).toContainEqual([numerator, denominator, value]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "CSV" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(1 + points.length);
  for (const kind of ["PNG", "SVG"]) {
    const [picture] = await Promise.all([
      page.waitForEvent("download"),
      panel.getByRole("button", { name: kind }).click(),
    ]);
    expect(readFileSync(await picture.path()).byteLength).toBeGreaterThan(10_000);
  }
  await panel.getByRole("radio", { name: "Chart" }).check();
  await chart.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/group=Brackwater/);
  await page.close();
});

test("how crimes end month by month: every count and share as the API has them, by either month", async () => {
  const { page } = await open("/kpi/charges?district=Port+Ellery");
  const groups = ["charged", "victim-does-not-support", "evidential-difficulties", "no-suspect", "other"];
  for (const [basis, shown] of [
    ["closed", groups],
    ["recorded", [...groups, "open"]],
  ] as const) {
    const title = basis === "closed" ? "Closed in the month" : "Recorded in the month";
    await page.locator("#outcome-mix").getByRole("radio", { name: title }).check();
    await page.locator("#outcome-mix").getByRole("radio", { name: "Table" }).check();
    await page.getByText(`Crimes ${basis} in each month by how they ended`).waitFor();
    const { months } = await read(`/api/outcome-mix?basis=${basis}&endings=main&district=Port+Ellery`);
    expect(await valuesIn(page, "#outcome-mix")).toEqual(
      months
        .toReversed()
        .map(({ crimes, groups, codes }: MixMonth) => [
          crimes,
          ...shown.flatMap((group) => [
            groups[group] ?? 0,
            ...(group === "charged" ? [codes["1A"] ?? 0] : []),
          ]),
        ]),
    );
  }
  await page.close();
});

test("other areas: shown only where they count alike, with source and date, and otherwise the reason", async () => {
  const { page } = await open("/kpi/time-to-charge?scope=rape");
  const panel = page.locator("#comparators");
  const chart = panel.getByRole("application", { name: /figures that are counted alike/ });
  await chart.locator("svg").waitFor();
  const { comparators } = await read("/api/kpis/time-to-charge/comparators?scope=rape");
  await chart.focus();
  await page.keyboard.press("ArrowDown");
  const { area: first, period: latest, value: days } = comparators.at(-1);
  expect(await panel.locator("[aria-live=polite]").innerText()).toContain(
    `${first}, ${latest}: ${days} days`,
  );
  await panel.getByRole("radio", { name: "Table" }).check();
  const rows = await panel.locator("tbody tr").allInnerTexts();
  for (const { area, period, value, source } of comparators) {
    const found = rows.find((row) => row.includes(area) && row.includes(period)) ?? "";
    expect(found).toContain(`${value} days`);
    expect(found).toContain(source);
    expect(found).toContain("13 Feb 2024");
  }
  expect(rows).toHaveLength(comparators.length + 1);
  await page.goto(`${new URL(page.url()).origin}/kpi/time-to-charge?scope=rape&victim_sex=Female`);
  await panel.getByText(/^None is shown: figures of other areas exist/).waitFor();
  await panel.getByText(/not comparable, and why/).click();
  expect(await panel.locator("li").first().innerText()).toContain("of all crimes, whatever their");
  await page.goto(`${new URL(page.url()).origin}/kpi/charges`);
  await panel.getByText(/^None is shown: areas differ in size/).waitFor();
  await page.close();
});

test("the eleven questions stand on one page in their order, each leading to its answer", async () => {
  const { page } = await open("/kpi/time-to-charge");
  await page.locator("#agreed").waitFor();
  await page.locator("#by-group svg").waitFor();
  await page.waitForLoadState("networkidle");
  const links = page.getByRole("navigation", { name: "Eleven questions" }).getByRole("link");
  const places = await links.evaluateAll((all) =>
    all.map((link) => {
      const target = document.querySelector((link as HTMLAnchorElement).hash);
      return target ? target.getBoundingClientRect().top : null;
    }),
  );
  expect(places).toHaveLength(10);
  expect(places).not.toContain(null);
  const main = places.slice(4, -1) as number[];
  expect(main).toEqual(main.toSorted((a, b) => a - b));
  await page.setViewportSize({ width: 390, height: 900 });
  const tops = await page
    .locator(".questions, #by-month")
    .evaluateAll((panels) => panels.map((panel) => panel.getBoundingClientRect().top));
  expect(tops[0], "on a telephone the questions come before their answers").toBeLessThan(tops[1] ?? 0);
  await page.close();
});

test("an administrator sets a target and marks an event: seen on the charts, refused by name when wrong, taken back from the history", async () => {
  const { page } = await open("/settings");
  await page.locator(".history").waitFor();
  await page.getByRole("button", { name: "Add an event" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  expect(await page.locator("input:invalid").count()).toBe(1);
  await page.getByLabel("What happened").last().fill("New team");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved. Every page shows it now.").waitFor();
  const { annotations } = await read("/api/kpis/charges/series");
  expect(annotations.map(({ title }: { title: string }) => title)).toContain("New team");
  expect(await page.locator(".history").innerText()).toContain(
    "Event: “New team”, Oct 2026, all measures: added",
  );

  await page.getByRole("button", { name: "Take up version 1 again" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Version 3").waitFor();
  expect((await read("/api/settings")).settings.annotations).toHaveLength(2);
  await page.close();
});

type Point = {
  month: string;
  numerator: number;
  denominator: number;
  value: number | null;
  parts: Record<string, number> | null;
  spc: { mean: number; lower: number; upper: number } | null;
};

type MixMonth = { crimes: number; groups: Record<string, number>; codes: Record<string, number> };

type Group = {
  numerator: number;
  denominator: number;
  value: number;
  compared: { value: number } | null;
  contribution: { total: number; own_rate: number; volume_share: number } | null;
};

/** The API's own values behind the cells of a figure's table, row by row. */
async function valuesIn(page: Page, figure: string): Promise<(number | null)[][]> {
  return page.locator(`${figure} tbody tr`).evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll("data")].map((cell) => {
        const value = cell.getAttribute("value") ?? "";
        return value === "" ? null : Number(value);
      }),
    ),
  );
}
