import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../server/places.ts";
import { launchBrowser } from "../support/browser.ts";
import { makeCertificate } from "../support/certificate.ts";
import { freePort, lastingFolder } from "../support/command.ts";
import { type Account, startProvider } from "../support/provider.ts";

const accounts = new Map<string, Account>([["ann", { name: "Ann Alder", roles: ["analyst"] }]]);
const client = { id: "flight-deck", secret: "a secret for this test only" };
const idleSeconds = 8;

let url: string;
let browser: Browser;
let stop: () => void;

beforeAll(async () => {
  const folder = lastingFolder();
  const certificate = await makeCertificate(folder.path);
  url = `https://localhost:${await freePort()}`;
  const provider = await startProvider(
    certificate,
    { ...client, redirectUri: `${url}/sign-in/callback` },
    accounts,
  );
  const server = spawn(process.execPath, [join(root, "dist/server/main.js")], {
    env: {
      ...process.env,
      FLIGHT_DECK_HOME: join(folder.path, "home"),
      PORT: new URL(url).port,
      PUBLIC_URL: url,
      TLS_CERT_FILE: certificate.certFile,
      TLS_KEY_FILE: certificate.keyFile,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      SESSION_IDLE_SECONDS: String(idleSeconds),
      NODE_EXTRA_CA_CERTS: certificate.certFile,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout.once("data", () => resolve());
    server.once("exit", (code) => reject(new Error(`The server ended with exit code ${code}`)));
  });
  browser = await launchBrowser();
  stop = () => {
    server.kill();
    provider.close();
    folder.remove();
  };
});
afterAll(async () => {
  await browser.close();
  stop();
});

test("nobody sees anything before signing in, and everything is sent with strict headers", async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  for (const path of ["/api/snapshot", "/api/flight-deck", "/api/kpis/recorded-crimes/cases", "/api/audit"]) {
    const answer = await context.request.get(`${url}${path}`);
    expect(answer.status(), path).toBe(401);
    expect(answer.headers()["strict-transport-security"]).toContain("max-age=31536000");
    expect(answer.headers()["cache-control"]).toBe("no-store");
  }
  expect((await context.request.get(`${url}/api/health`)).status()).toBe(200);
  await context.close();
});

test("signing in, a change of role, signing out, and going idle", async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
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

  await page.goto(`${url}/signed-out`);
  await page.waitForTimeout((idleSeconds + 1) * 1000);
  expect(await statusOf(page, "/api/flight-deck"), "idle too long").toBe(401);
  await context.close();
});

test("an answer of the provider that was not asked for, or comes twice, signs nobody in", async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
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
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
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

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  const name = page.locator("input[name=login]");
  const consent = page.getByRole("button", { name: /continue/i });
  const home = page.getByRole("heading", { level: 1 });
  while (!page.url().startsWith(url)) {
    if (await name.isVisible()) {
      await name.fill(login);
      await page.locator("input[name=password]").fill("any");
      await page.locator("[type=submit]").click();
    } else await consent.click();
    await page.waitForLoadState();
  }
  await home.first().waitFor();
}

async function statusOf(page: Page, path: string): Promise<number> {
  return page.evaluate(async (address) => (await fetch(address)).status, path);
}
