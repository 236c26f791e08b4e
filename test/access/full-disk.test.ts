import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAccessLog } from "../../server/access/log/access-log.ts";
import { logFiles } from "../../server/access/log/files.ts";
import { takeLock } from "../../server/store/process-lock.ts";
import { personWith } from "../support/app.ts";
import { smallDisk } from "../support/small-disk.ts";

const now = () => new Date("2026-11-24T12:00:00Z");
const entry = { action: "sign-in", person: personWith("analyst"), what: "signed in" } as const;
const by = { by: "ann", since: now().toISOString() };

test("a lock is let go while the disk is full, and a try to take one leaves nothing behind", (context) => {
  const disk = smallDisk(context, 1);
  const place = { folder: join(disk.folder, "locks"), name: "import" };
  mkdirSync(place.folder);
  const lock = takeLock(place, by);
  if (!("release" in lock)) throw new Error("the lock was not free");
  disk.fill();
  lock.release();
  disk.fill();
  expect(() => takeLock(place, by)).toThrow("ENOSPC");
  disk.free();
  expect(takeLock(place, by)).toHaveProperty("release");
  expect(readdirSync(place.folder)).toEqual(["import-2.json"]);
});

test("an open access log writes again by itself once a disk that was full has room, and is whole", async (context) => {
  const disk = smallDisk(context, 1);
  const log = await openAccessLog(logFiles(disk.folder, {}), now);
  await log.append(entry);
  let refused = 0;
  for (let pagesLeft = 0; pagesLeft < 8; pagesLeft++) {
    disk.fill(pagesLeft);
    for (let times = 0; times < 3; times++)
      await log.append({ ...entry, what: "x".repeat(5000) }).catch((error) => {
        expect(error).toMatchObject({ status: 503, code: "no-access-log" });
        refused++;
      });
    disk.free();
    await log.append({ ...entry, what: `after ${pagesLeft} pages` });
  }
  expect(refused).toBeGreaterThan(3);
  const { records, faults } = await log.read();
  expect(faults).toEqual([]);
  expect(records.filter(({ what }) => what.startsWith("after"))).toHaveLength(8);
  await log.close();
});
