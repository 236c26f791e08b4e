import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { Account } from "../support/provider.ts";
import { servedWithSignIn, startWithSignIn } from "../support/served-with-sign-in.ts";
import { visitor } from "../support/visitor.ts";

const accounts = new Map<string, Account>([["ann", { name: "Ann Alder", roles: ["analyst"] }]]);
const { url: address, newContext, signIn } = servedWithSignIn(accounts);
let url: string;
beforeAll(() => {
  url = address();
});

test("nobody sees anything before signing in, and everything is sent with strict headers", async () => {
  const context = await newContext();
  for (const path of ["/api/snapshot", "/api/flight-deck", "/api/kpis/recorded-crimes/cases", "/api/audit"]) {
    const answer = await context.request.get(`${url}${path}`);
    expect(answer.status(), path).toBe(401);
    expect(answer.headers()["strict-transport-security"]).toContain("max-age=31536000");
    expect(answer.headers()["cache-control"]).toBe("no-store");
  }
  expect((await context.request.get(`${url}/api/health`)).status()).toBe(200);
  await context.close();
});

test("signing in, a change of role, and signing out", async () => {
  const context = await newContext();
  const page = await context.newPage();
  await signIn(page, "ann");
  await page.getByText("Ann Alder").waitFor();
  const [cookie] = (await context.cookies(url)).filter(({ name }) => name === "__Host-flight-deck");
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  expect(await statusOf(page, "/api/kpis/recorded-crimes/cases?limit=1")).toBe(200);
  expect(await statusOf(page, "/api/audit")).toBe(403);

  accounts.set("ann", { name: "Ann Alder", roles: ["viewer"] });
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You are signed out").waitFor();
  await context.addCookies([{ name: "__Host-flight-deck", value: cookie?.value ?? "", url, secure: true }]);
  expect(await statusOf(page, "/api/snapshot"), "the old session is over").toBe(401);

  await signIn(page, "ann");
  await page.getByText("Ann Alder").waitFor();
  const [renewed] = (await context.cookies(url)).filter(({ name }) => name === "__Host-flight-deck");
  expect(renewed?.value).not.toBe(cookie?.value);
  expect(await statusOf(page, "/api/kpis/recorded-crimes/cases?limit=1"), "a viewer now").toBe(403);
  expect(await statusOf(page, "/api/flight-deck")).toBe(200);
  expect(await page.getByRole("link", { name: "Settings" }).count()).toBe(0);
  await context.close();
});

test("a session that nobody used for as long as the settings say is over", async () => {
  const { url: idle, stop } = await startWithSignIn(accounts, { SESSION_IDLE_SECONDS: "1" });
  onTestFinished(stop);
  const ann = await visitor(idle);
  await ann.signIn("ann");
  expect(await ann.session()).toMatch(/./);
  await wait(1500);
  expect(await ann.ask("/api/flight-deck")).toBe(401);
  await ann.leave();
});

test("an answer of the provider that was not asked for, or comes twice, signs nobody in", async () => {
  const context = await newContext();
  const page = await context.newPage();
  const callbacks: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(`${url}/sign-in/callback`)) callbacks.push(request.url());
  });
  await signIn(page, "ann");
  const [used = ""] = callbacks;
  expect(used).toContain("code=");
  for (const forged of [
    used,
    used.replace(/state=[^&]+/, "state=other"),
    `${url}/sign-in/callback?code=x&state=y`,
  ]) {
    const answer = await context.request.get(forged, { maxRedirects: 0 });
    expect(answer.status()).toBe(400);
  }
  await context.close();
});

test("another site cannot have something done in a person's name, whatever it sends", async () => {
  const context = await newContext();
  const page = await context.newPage();
  await signIn(page, "ann");
  const own = { "x-flight-deck": "1", origin: url, "sec-fetch-site": "same-origin" };
  const types = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "",
  ];
  const forgeries: Record<string, string>[] = [
    { ...own, origin: "https://elsewhere.example" },
    { ...own, origin: "null" },
    { ...own, "sec-fetch-site": "cross-site" },
    { ...own, "sec-fetch-site": "same-site" },
    { origin: url, "sec-fetch-site": "same-origin" },
    { "x-flight-deck": "1" },
  ];
  for (const headers of forgeries) {
    for (const type of types) {
      const answer = await context.request.post(`${url}/api/session/sign-out`, {
        headers: { ...headers, "content-type": type },
        data: "{}",
      });
      expect(answer.status(), JSON.stringify({ headers, type })).toBe(403);
    }
  }
  expect(await statusOf(page, "/api/snapshot"), "still signed in").toBe(200);
  const wrongHost = await context.request.get(`${url}/api/health`, {
    headers: { host: "elsewhere.example" },
  });
  expect(wrongHost.status()).toBe(400);
  await context.close();
});

async function statusOf(page: Page, path: string): Promise<number> {
  return page.evaluate(async (address) => (await fetch(address)).status, path);
}
