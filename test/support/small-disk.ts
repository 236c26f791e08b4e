import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, statSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import { temporaryFolder } from "./command.ts";

const page = 4096;

/** A disk of so many MB in memory, until the test ends. Where the system lets this account mount none, the test is skipped and says so. */
export function smallDisk(context: TestContext, megabytes: number) {
  const folder = temporaryFolder();
  const options = `size=${megabytes}m,mode=700`;
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "flight-deck-test", folder]);
  if (mounted.status !== 0)
    context.skip(`not tried: only root may mount a small disk (${mounted.stderr ?? mounted.error})`);
  onTestFinished(() => void spawnSync("umount", ["--lazy", folder]));
  const ballast = join(folder, "ballast");
  return { folder, fill, free: () => rmSync(ballast, { force: true }) };

  /** Fills the disk, but for so many pages of 4 kB. */
  function fill(pagesLeft = 0): void {
    const file = openSync(ballast, "a");
    try {
      while (true) writeSync(file, Buffer.alloc(page));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    } finally {
      closeSync(file);
    }
    truncateSync(ballast, Math.max(0, statSync(ballast).size - pagesLeft * page));
  }
}
