import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { root } from "../../server/places.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder for what several test files use, removed when all have ended. */
    sharedFolder: string;
  }
}

/** Builds the programs that tests run as commands; does nothing if they are up to date. */
export default function setUp(project: TestProject): () => void {
  execFileSync(process.execPath, [join(root, "server/set-up.mjs")], { stdio: "inherit" });
  const sharedFolder = mkdtempSync(join(tmpdir(), "flight-deck-tests-"));
  project.provide("sharedFolder", sharedFolder);
  return () => rmSync(sharedFolder, { recursive: true, force: true });
}
