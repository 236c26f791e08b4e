import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./browser.ts";
import { makeCertificate } from "./certificate.ts";
import { freePort, lastingFolder, launchServer } from "./command.ts";
import { patience } from "./patience.ts";
import { type Account, startProvider } from "./provider.ts";
import { fillWithSample } from "./sample-home.ts";

/** The sample, served over TLS to people who sign in with a real provider, and a real browser: once for all tests of a file. */
export function servedWithSignIn(accounts: Map<string, Account>) {
  let url: string;
  let browser: Browser;
  let stop: () => void;
  beforeAll(async () => {
    ({ url, stop } = await startWithSignIn(accounts));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    stop();
  });
  return { url: () => url, newContext, signIn };

  async function newContext() {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1440, height: 1000 },
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(patience.ofWait);
    return context;
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

/** Starts the sample's server, with these settings of the environment, and its provider. */
export async function startWithSignIn(
  accounts: Map<string, Account>,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ url: string; stop: () => void }> {
  const folder = lastingFolder();
  const home = join(folder.path, "home");
  await fillWithSample(home, "first start");
  const certificate = await makeCertificate(folder.path);
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const provider = await startProvider(certificate, url, accounts);
  const server = await launchServer(home, port, {
    ...provider.environment,
    NODE_EXTRA_CA_CERTS: certificate.certFile,
    ...environment,
  });
  return {
    url,
    stop() {
      server.process.kill();
      provider.close();
      folder.remove();
    },
  };
}
