import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../../server/places.ts";
import type { Home } from "../../server/store/home.ts";

export type WatchedImport = { milliseconds: number; peakMegabytes: number | null; healthP99: number };

/** Runs an import while a server of the same home answers `GET /api/health` every 20 ms. Gives how long the import took, the
 * highest resident size of its process where the system says (Linux), and the 99th percentile of the answers. */
export async function watchImport(home: Home, importFiles: () => Promise<void>): Promise<WatchedImport> {
  const { server, url } = await startServer(home);
  const peak = watchPeakMemory(server.pid);
  const answers: number[] = [];
  let isDone = false;
  const asking = (async () => {
    while (!isDone) {
      const asked = performance.now();
      await (await fetch(`${url}/api/health`)).json();
      answers.push(performance.now() - asked);
      await wait(20);
    }
  })();
  try {
    const began = performance.now();
    await importFiles();
    const milliseconds = performance.now() - began;
    isDone = true;
    await asking;
    const inOrder = answers.sort((a, b) => a - b);
    const healthP99 = inOrder[Math.floor(inOrder.length * 0.99)] ?? Number.NaN;
    return { milliseconds, peakMegabytes: peak(), healthP99 };
  } finally {
    isDone = true;
    server.kill();
  }
}

/** The server of the home, which loads the sample first, as nothing was imported. */
async function startServer(home: Home): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [join(root, "dist/server/main.js")], {
    env: { ...process.env, FLIGHT_DECK_HOME: home.folder, PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const said = await new Promise<string>((resolve, reject) => {
    server.stdout.once("data", (text) => resolve(String(text)));
    server.once("exit", (code) => reject(new Error(`The server ended with exit code ${code}`)));
  });
  const url = /http:\S+/.exec(said)?.[0];
  if (!url) throw new Error(`The server did not say where it is: ${said}`);
  return { server, url };
}

/** Watches the children of this program except one. */
function watchPeakMemory(besides: number | undefined): () => number | null {
  let highest: number | null = null;
  const timer = setInterval(() => {
    for (const child of childProcesses()) {
      if (child === String(besides)) continue;
      const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readProcessFile(`${child}/status`))?.[1] ?? 0);
      highest = Math.max(highest ?? 0, Math.round(kilobytes / 1024));
    }
  }, 20);
  return () => {
    clearInterval(timer);
    return highest;
  };
}

function childProcesses(): string[] {
  return readProcessFile(`${process.pid}/task/${process.pid}/children`).split(" ").filter(Boolean);
}

function readProcessFile(path: string): string {
  try {
    return readFileSync(join("/proc", path), "utf8");
  } catch {
    return "";
  }
}
