import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { patience } from "./patience.ts";

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
    timeout: patience.ofWait,
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

/** Installs Chromium and its fonts as root on Debian; test files that need it at the same time wait for the first. */
function installBrowser(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  process.stderr.write("Installing Chromium (once) …\n");
  const packages = "chromium fonts-liberation";
  const install = `apt-get update && apt-get install --yes --no-install-recommends ${packages}`;
  const words = ["sh", "-c", `command -v chromium || { ${install}; }`];
  spawnSync("flock", [join(tmpdir(), "flight-deck-chromium.lock"), ...words], {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return installedBrowser();
}
