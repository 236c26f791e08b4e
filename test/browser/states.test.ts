import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsAtEveryWidth, servedSample } from "../support/served.ts";

const { open, read } = servedSample();

type Json = ReturnType<typeof JSON.parse>;

test("nothing imported yet: the page says so and offers the way on", async () => {
  const { page } = await open("/", {}, (fresh) =>
    fresh.route("**/api/**", (route) =>
      route.fulfill({
        status: 503,
        json: { error: { code: "no-data", message: "Nothing has been imported yet." } },
      }),
    ),
  );
  await page.getByRole("heading", { name: "No figures yet" }).waitFor();
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await leave(page);
});

test("while figures are read their places are kept, and it is said aloud", async () => {
  const { page } = await open("/", {}, (fresh) =>
    fresh.route("**/api/flight-deck*", () => new Promise<void>(() => undefined)),
  );
  await page.locator(".skeleton--tile").first().waitFor();
  expect(await page.locator(".skeleton--tile").count()).toBe(4);
  expect(await page.getByRole("status").filter({ hasText: "Reading the figures" }).count()).toBe(1);
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await leave(page);
});

test("one tile that fails leaves the others, and says so where it stands", async () => {
  const { page } = await open("/", {}, (fresh) =>
    changed(fresh, "flight-deck", (deck) => ({
      ...deck,
      tiles: deck.tiles.map((tile: Json, index: number) =>
        index === 2
          ? { ...tile, latest: null, points: [], verdict: null, error: "It could not be worked out." }
          : tile,
      ),
    })),
  );
  await page.getByText("Could not be worked out", { exact: true }).waitFor();
  expect(await page.locator(".tile:not(.tile--none)").count()).toBe(15);
  expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(1);
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await leave(page);
});

test("a server that goes away: the figures stay, and the page says that they are the ones from before", async () => {
  const { page } = await open("/");
  await page.locator(".tile").first().waitFor();
  await page.route("**/api/**", (route) => route.abort());
  await page.getByRole("combobox", { name: "Offences" }).selectOption("rape");
  await page.getByText(/The server did not answer/).waitFor();
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "Try again" }).first().click();
  await page.locator(".tile").first().waitFor();
  await leave(page);
});

test("the months that the tiles draw are taken away in one file, as the API has them", async () => {
  const { page } = await open("/?scope=rape");
  await page.locator(".tile").first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("group", { name: /Download all tiles/ })
      .getByRole("button", { name: "CSV" })
      .click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n")
    .slice(1);
  const { tiles } = await read("/api/flight-deck?scope=rape");
  const drawn = tiles.flatMap(({ kpi, points }: Json) =>
    points.map((point: Json) => [kpi.id, point.month, String(point.value ?? "")]),
  );
  expect(drawn.length).toBeGreaterThan(300);
  const columns = lines.map((line) =>
    line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, "")),
  );
  expect(columns.map((cells) => [cells?.[0], cells?.[3], cells?.[6]])).toEqual(drawn);
  await leave(page);
});

test("one month of data: figures without limits, verdicts or lines", async () => {
  const { page } = await open("/", { viewport: { width: 390, height: 900 } }, (fresh) =>
    changed(fresh, "flight-deck", (deck) => ({
      ...deck,
      changes: { ...deck.changes, signals: [], quiet: [] },
      tiles: deck.tiles.map((tile: Json) => ({
        ...tile,
        points: tile.points.slice(-1).map((point: Json) => ({ ...point, spc: null })),
        limits: null,
        verdict: null,
      })),
    })),
  );
  await page.locator(".tile").first().waitFor();
  expect(await page.getByText("What changed this month").count()).toBe(0);
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await leave(page);
});

test("forty districts with very long names: found by typing, listed and drawn without breaking the page", async () => {
  const names = Array.from(
    { length: 40 },
    (_, n) =>
      `District ${n + 1} of Upper Tarrow Valley, Netherwold, Great Ellery-under-Wychford and St Oswin's`,
  );
  const { page } = await open("/kpi/attrition?split=district", {}, async (fresh) => {
    await changed(fresh, "snapshot", (snapshot) => ({
      ...snapshot,
      force: "The Combined Constabulary of Avonshire, Saltmarsh Coast and the Isles beyond Wychford Sound",
      dimensions: { ...snapshot.dimensions, district: names },
    }));
    await changed(fresh, "breakdown", (breakdown) => ({
      ...breakdown,
      groups: names.map((split, index) => ({ ...breakdown.groups[index % 6], split })),
    }));
  });
  await page.locator("#by-group svg").first().waitFor();
  const tops = await page
    .locator("#by-group svg text")
    .filter({ hasText: /District|Netherwold|Wychford|Oswin|Valley/ })
    .evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().top).sort((a, b) => a - b));
  expect(tops).toHaveLength(80);
  const gaps = tops.slice(1).map((top, before) => top - (tops[before] ?? top));
  expect(Math.min(...gaps), "no name lies over another").toBeGreaterThan(12);
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await page.getByRole("search").getByText("Whole force", { exact: true }).click();
  await page.getByRole("searchbox", { name: "Find in district" }).fill("District 17 ");
  expect(await page.getByRole("group", { name: "District" }).getByRole("checkbox").count()).toBe(1);
  await leave(page);
});

test("a filter says how many crimes each value holds, how many are chosen, and is cleared with one click", async () => {
  const { page } = await open("/?scope=rape");
  await page.locator(".tile").first().waitFor();
  await page.getByRole("search").getByText("Whole force", { exact: true }).click();
  const { dimensions } = await read("/api/filter-counts?scope=rape");
  const list = page.getByRole("group", { name: "District" });
  await list.locator(".box__crimes").first().waitFor();
  for (const [district, crimes] of Object.entries(dimensions.district as Record<string, number>)) {
    const title = district === "unknown" ? "Not known" : district;
    const words = `${title} ${crimes.toLocaleString("en-GB")} crimes`;
    expect(await list.getByRole("checkbox", { name: words, exact: true }).count(), words).toBe(1);
  }
  await list.getByRole("checkbox", { name: /^Port Ellery/ }).check();
  await list.getByRole("checkbox", { name: /^Hexcombe/ }).check();
  expect(await list.locator(".boxes__chosen").innerText()).toContain("2 of 7 chosen");
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await list.getByRole("button", { name: "Clear district" }).click();
  await page.waitForURL((url) => url.search === "?scope=rape");
  await leave(page);
});

test("a number too small to show is a mark in the table and a gap in the chart, never a zero", async () => {
  const { page } = await open("/kpi/victim-withdrawal", {}, (fresh) =>
    changed(fresh, "kpis/victim-withdrawal/series", (series) => ({
      ...series,
      points: series.points.map((point: Json, index: number) =>
        index === series.points.length - 3 ? tooSmall(point) : point,
      ),
    })),
  );
  await page.locator("#by-month svg").waitFor();
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await page.locator("#by-month").getByRole("radio", { name: "Table" }).check();
  const row = page.locator("#by-month tbody tr").nth(2);
  expect(await row.innerText()).toContain("[c]");
  expect(await row.innerText()).toContain("too few to show");
  expect(await row.innerText()).not.toMatch(/\t0\t|0\.0%/);
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await leave(page);
});

test("tiles whose every number is too small to show say so, and draw no zero", async () => {
  const { page } = await open("/", {}, (fresh) =>
    changed(fresh, "flight-deck", (deck) => ({
      ...deck,
      tiles: deck.tiles.map((tile: Json) => ({
        ...tile,
        latest: null,
        points: tile.points.map(tooSmall),
        limits: null,
        verdict: null,
      })),
    })),
  );
  const tile = page.locator(".tile").filter({ hasText: "Charged, of crimes closed" });
  await tile.getByText("[c]", { exact: true }).waitFor();
  await tile.getByText("Too few in every month to show a figure", { exact: true }).waitFor();
  expect(await tile.innerText()).not.toMatch(/\b0(\.0)?%|NaN|null/);
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await leave(page);
});

/** A point as release mode gives one whose numbers are too small. */
function tooSmall(point: Json): Json {
  return { ...point, numerator: null, denominator: null, value: null, suppressed: true, spc: null };
}

/** Closes a page whose answers were still being changed. */
async function leave(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.close();
}

/** Answers one address of the API with the server's own answer, changed. */
async function changed(page: Page, address: string, change: (body: Json) => Json): Promise<void> {
  await page.route(
    (url) => url.pathname.startsWith("/api/") && url.pathname.endsWith(`/${address}`),
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: change(await response.json()) });
    },
  );
}
