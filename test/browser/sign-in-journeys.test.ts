import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { tabTo } from "../support/keyboard.ts";
import { faultsAtEveryWidth, violations } from "../support/served.ts";
import { servedWithSignIn } from "../support/served-with-sign-in.ts";

const { url, newContext, signIn } = servedWithSignIn(
  new Map([
    ["pat", { name: "Pat Poole", roles: ["viewer"] }],
    ["olu", { name: "Olu Okoro", roles: ["officer"] }],
    ["una", { name: "Una Featherstonehaugh-Cholmondeley of the Performance Team", roles: [] }],
    ["aud", { name: "Audrey Ames", roles: ["auditor"] }],
  ]),
);

test("the commissioner's office reads rounded figures on every page, lists no crime, and no page asks for what is refused", async () => {
  const { page, refused } = await signedIn("pat");
  await page.getByRole("article").first().waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.locator(".marking").innerText()).toMatch(
    /^OFFICIAL\s+Small numbers protected for release$/,
  );
  const { tiles } = await read(page, "/api/flight-deck");
  const counts = tiles.flatMap(({ latest }: Tile) => (latest ? [latest.numerator, latest.denominator] : []));
  expect(counts.length).toBeGreaterThan(20);
  expect(counts.filter((count: number | null) => count !== null && (count < 10 || count % 5 !== 0))).toEqual(
    [],
  );

  await page.getByRole("link", { name: "Victim does not support further action" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Victim does not support further action" }).waitFor();
  await page.getByRole("heading", { name: /^Where is it/ }).waitFor();
  const { points } = await read(page, "/api/kpis/victim-withdrawal/series");
  await page.locator("#by-month").getByRole("radio", { name: "Table" }).check();
  const latest = points.at(-1);
  await page
    .getByRole("cell", { name: String(latest.denominator), exact: true })
    .first()
    .waitFor();
  expect(await page.getByText("The crimes behind the number").count()).toBe(0);
  expect(await page.getByText(/lists its crimes/).count(), "no chart promises a list").toBe(0);
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 1000 });

  for (const path of ["/attrition", "/definitions", "/data-protection", "/settings", "/data", "/audit"]) {
    await page.goto(`${url()}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await violations(page), path).toEqual([]);
    const isDenied = (await page.getByRole("heading", { name: "Not for your role" }).count()) === 1;
    expect(isDenied, path).toBe(["/settings", "/data", "/audit"].includes(path));
  }
  expect(refused).toEqual([]);
  expect(await statusOf(page, "/api/kpis/victim-withdrawal/cases"), "no crimes, even by hand").toBe(403);
  await page.context().close();
});

test("a board member reads exact figures and no list of crimes", async () => {
  const { page, refused } = await signedIn("olu");
  await page.getByRole("link", { name: "Charged, of crimes closed" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Charged, of crimes closed" }).waitFor();
  const { points } = await read(page, "/api/kpis/charge-rate-closed/series");
  const table = page.locator("#by-month");
  await table.getByRole("radio", { name: "Table" }).check();
  for (const { denominator } of points.slice(-3))
    await table
      .getByRole("cell", { name: String(denominator), exact: true })
      .first()
      .waitFor();
  expect(await page.locator(".marking").innerText()).toMatch(/^OFFICIAL-SENSITIVE\s+Not for onward release$/);
  expect(points.some(({ denominator }: { denominator: number }) => denominator % 5 !== 0)).toBe(true);
  await page.waitForLoadState("networkidle");
  expect(await page.getByText("The crimes behind the number").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  expect(refused).toEqual([]);
  expect(await statusOf(page, "/api/kpis/charge-rate-closed/cases"), "no crimes, even by hand").toBe(403);
  await page.context().close();
});

test("who has no role is told so, an auditor is led to the log, and signing out or in wrongly ends on a page", async () => {
  const { page: stranger } = await signedIn("una");
  await stranger.getByRole("heading", { name: "You have no role yet" }).waitFor();
  expect(await faultsAtEveryWidth(stranger)).toEqual([]);
  await stranger.getByRole("button", { name: "Sign out" }).click();
  await stranger.getByRole("heading", { level: 1, name: "You are signed out" }).waitFor();
  expect(await faultsAtEveryWidth(stranger)).toEqual([]);
  await stranger.goto(`${url()}/sign-in/callback?code=x&state=y`);
  await stranger.getByRole("heading", { level: 1, name: "You are not signed in" }).waitFor();
  expect(await violations(stranger)).toEqual([]);
  await stranger.context().close();

  const { page, refused } = await signedIn("aud");
  await page.goto(url());
  await page.getByText("This page is for viewers, officers and analysts.").waitFor();
  await tabTo(page, /^Go to Access log$/);
  await page.keyboard.press("Enter");
  await page.getByText(/The log is as it was written/).waitFor();
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  expect(refused).toEqual([]);
  await tabTo(page, /Records of the access log/);
  await page.keyboard.press("ArrowRight");

  await page.route("**/api/audit*", async (route) => {
    const response = await route.fetch();
    const fault = "the records 3 to 4 are missing before this one";
    await route.fulfill({ response, json: { ...(await response.json()), faults: [{ line: 3, fault }] } });
  });
  await page.reload();
  const faults = page.getByRole("region", { name: "The log was changed after it was written" });
  await faults.getByText("Line 3: the records 3 to 4 are missing before this one.").waitFor();
  expect(await faultsAtEveryWidth(page)).toEqual([]);
  await page.context().close();
});

type Tile = { latest: { numerator: number | null; denominator: number | null } | null };

/** Signs somebody in, and gives everything that a page asks for and is refused. */
async function signedIn(login: string): Promise<{ page: Page; refused: string[] }> {
  const page = await (await newContext()).newPage();
  await signIn(page, login);
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.url().includes("/cases")) refused.push(response.url());
  });
  return { page, refused };
}

async function read(page: Page, path: string) {
  return (await page.context().request.get(`${url()}${path}`)).json();
}

async function statusOf(page: Page, path: string): Promise<number> {
  return (await page.context().request.get(`${url()}${path}`)).status();
}
