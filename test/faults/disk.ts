import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Suite } from "./suite.ts";
import { copyHome, createWorld, importWords, leftOvers, servedIn, type World } from "./world.ts";

export const disk: Suite = {
  word: "import-disk",
  title: "a disk that is full, and one that may not be written",
  tries: 12,
  async run(trial) {
    const world = await createWorld();
    for (let time = 0; time < trial.tries; time += 1) {
      const kilobytes = 4 * 2 ** time;
      const home = copyHome(world);
      const { status, stderr } = importUnder(`ulimit -f ${kilobytes}; exec "$@"`, world, home);
      await judge(home, `files of at most ${kilobytes} KB`, status, stderr);
      rmSync(home, { recursive: true });
    }
    if (mayMount(world)) {
      for (const megabytes of [4, 8, 12, 16, 24]) await onSmallDisk(megabytes);
      await onReadOnlyDisk();
    } else trial.survived("small disks not tried: this user may not mount one");
    await inClosedFolder();
    rmSync(world.folder, { recursive: true });

    async function judge(home: string, what: string, status: number | null, stderr: string): Promise<void> {
      const { served } = await servedIn(world, home);
      const isNew = status === 0;
      if (served !== (isNew ? "newer" : "older"))
        trial.failed(`${what}: exit ${status} and serves ${served}`);
      else if (!isNew && stderr === "" && status !== null)
        trial.failed(`${what}: it failed and said nothing`);
      else trial.survived(isNew ? "there was room: the new figures" : "exactly the old figures");
    }

    async function onSmallDisk(megabytes: number): Promise<void> {
      const mount = join(world.folder, "small");
      mkdirSync(mount);
      spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", mount]);
      const home = join(mount, "home");
      try {
        cpSync(world.home, home, { recursive: true });
        const { status, stderr } = importUnder('exec "$@"', world, home);
        await judge(home, `a disk of ${megabytes} MB`, status, stderr);
        const left = leftOvers(home);
        if (left.length > 0) trial.failed(`a disk of ${megabytes} MB: ${left.join(", ")} is left behind`);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
        trial.survived("too small for the old snapshot alone: nothing to try");
      } finally {
        spawnSync("umount", [mount]);
        rmSync(mount, { recursive: true });
      }
    }

    async function onReadOnlyDisk(): Promise<void> {
      const mount = join(world.folder, "read-only");
      mkdirSync(mount);
      spawnSync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", mount]);
      const home = join(mount, "home");
      cpSync(world.home, home, { recursive: true });
      spawnSync("mount", ["-o", "remount,ro", mount]);
      const { status, stderr } = importUnder('exec "$@"', world, home);
      await judge(home, "a read-only disk", status, stderr);
      spawnSync("umount", [mount]);
      rmSync(mount, { recursive: true });
    }

    /** Root may write anywhere, so this is only a fault for others. */
    async function inClosedFolder(): Promise<void> {
      const home = copyHome(world);
      for (const folder of ["snapshots", "building", "."]) chmodSync(join(home, folder), 0o500);
      const { status, stderr } = importUnder('exec "$@"', world, home);
      for (const folder of [".", "snapshots", "building"]) chmodSync(join(home, folder), 0o700);
      await judge(home, "folders that may not be written", status, stderr);
    }
  },
};

function importUnder(shell: string, { newer }: World, home: string) {
  const words = ["-c", shell, "sh", process.execPath, ...importWords(newer)];
  return spawnSync("sh", words, { env: { ...process.env, FLIGHT_DECK_HOME: home }, encoding: "utf8" });
}

function mayMount({ folder }: World): boolean {
  const mount = join(folder, "mount");
  mkdirSync(mount);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount]);
  if (status === 0) spawnSync("umount", [mount]);
  rmSync(mount, { recursive: true });
  return status === 0;
}
