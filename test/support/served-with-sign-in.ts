import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { root } from "../../server/places.ts";
import { launchBrowser } from "./browser.ts";
import { makeCertificate } from "./certificate.ts";
import { freePort, lastingFolder } from "./command.ts";
import { type Account, startProvider } from "./provider.ts";

/** The sample, served over TLS to people who sign in with a real provider, and a real browser: once for all tests of a file. */
export function servedWithSignIn(accounts: Map<string, Account>, environment: NodeJS.ProcessEnv = {}) {
  let url: string;
  let browser: Browser;
  let stop: () => void;
  beforeAll(async () => {
    const folder = lastingFolder();
    const certificate = await makeCertificate(folder.path);
    url = `https://localhost:${await freePort()}`;
    const provider = await startProvider(certificate, url, accounts);
    const server = spawn(process.execPath, [join(root, "dist/server/main.js")], {
      env: {
        ...process.env,
        FLIGHT_DECK_HOME: join(folder.path, "home"),
        PORT: new URL(url).port,
        ...provider.environment,
        NODE_EXTRA_CA_CERTS: certificate.certFile,
        ...environment,
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
  return { url: () => url, newContext, signIn };

  function newContext() {
    return browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1440, height: 1000 },
      reducedMotion: "reduce",
    });
  }

  /** Goes through the provider's own pages to the flight deck. */
  async function signIn(page: Page, login: string): Promise<void> {
    await page.goto(`${url}/sign-in`);
    const name = page.locator("input[name=login]");
    const consent = page.getByRole("button", { name: /continue/i });
    while (!page.url().startsWith(url)) {
      if (await name.isVisible()) {
        await name.fill(login);
        await page.locator("input[name=password]").fill("any");
        await page.locator("[type=submit]").click();
      } else await consent.click();
      await page.waitForLoadState();
    }
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  }
}
