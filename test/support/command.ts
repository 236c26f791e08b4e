import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { root } from "../../server/places.ts";

/** A new folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "flight-deck-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Ran = { status: number | null; stdout: string; stderr: string };

/** A new folder for all the tests of a file. */
export function lastingFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "flight-deck-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs `npm run import` as its users' computers do, in its own home. */
export function runImportCommand(home: string, words: string[]): Ran {
  return runProgram("import", home, words);
}

/** Runs `npm run pack` likewise. */
export function runPackCommand(home: string, words: string[]): Ran {
  return runProgram("pack", home, words);
}

function runProgram(name: string, home: string, words: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, `dist/server/${name}.js`), ...words],
    {
      env: { ...process.env, FLIGHT_DECK_HOME: home },
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
}

/** Writes a file into the folder and returns its path. */
export function fileIn(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Starts the real server on a free port; it is stopped when the test ends. */
export async function startServer(home: string): Promise<{ url: string; process: ChildProcess }> {
  const server = await launchServer(home);
  onTestFinished(() => void server.process.kill());
  return server;
}

/** Starts the real server on a port, a free one unless given, with more settings; its caller stops it. */
export async function launchServer(
  home: string,
  given?: number,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ url: string; process: ChildProcess }> {
  const port = given ?? (await freePort());
  const server = spawn(process.execPath, [join(root, "dist/server/main.js")], {
    env: { ...process.env, FLIGHT_DECK_HOME: home, PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout.once("data", () => resolve());
    server.once("exit", (code) => reject(new Error(`The server ended with exit code ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}`, process: server };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || !address) throw new Error("no free port");
  return address.port;
}
