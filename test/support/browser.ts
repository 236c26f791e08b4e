import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usualNames = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const usualPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Starts a real Chromium: `CHROME_PATH`, else the usual names and places, else installed where Debian's apt may. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--font-render-hinting=none",
    ],
  });
}

function findBrowser(): string {
  const given = process.env.CHROME_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROME_PATH is ${given}, and there is no such file.`);
  const found = given ?? installedBrowser() ?? installBrowser();
  if (found) return found;
  throw new Error(
    "These tests drive a real browser and found none. Install Chromium or Chrome (Debian: apt-get install chromium), or set CHROME_PATH to one.",
  );
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  const named = folders.flatMap((folder) => usualNames.map((name) => `${folder}/${name}`));
  return [...named, ...usualPlaces].find((path) => existsSync(path));
}

function installBrowser(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  spawnSync("apt-get", ["update"], { stdio: "ignore" });
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], {
    stdio: "ignore",
  });
  return installedBrowser();
}
