import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type AccessLog, openAccessLog } from "../../server/access/log/access-log.ts";
import { type LogFiles, logFiles, readKey } from "../../server/access/log/files.ts";
import { readLog } from "../../server/access/log/verify.ts";
import { takeLock } from "../../server/store/process-lock.ts";
import { personWith } from "../support/app.ts";
import { temporaryFolder } from "../support/command.ts";

const now = () => new Date("2026-11-24T12:00:00Z");
const person = personWith("analyst");

test("a log that nobody touched is whole, also after the server was started again", async () => {
  const { files, log } = await logOf(5);
  await log.close();
  const again = await openAccessLog(files, now);
  await again.append({ action: "disclosure", person, what: "GET /api/packs/1/file" });
  const { records, faults } = await again.read();
  expect(faults).toEqual([]);
  expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  await again.close();
});

const tamperings: Record<string, (lines: string[]) => string[]> = {
  "an edited line": (lines) => lines.with(2, (lines[2] ?? "").replace('"rows":3', '"rows":0')),
  "a deleted line": (lines) => lines.toSpliced(2, 1),
  "the first line deleted": (lines) => lines.slice(1),
  "an inserted line": (lines) => lines.toSpliced(2, 0, lines[1] ?? ""),
  "an inserted line with the next number": (lines) =>
    lines.toSpliced(2, 0, (lines[1] ?? "").replace('"seq":2', '"seq":3')),
  "two lines in another order": (lines) => lines.with(2, lines[3] ?? "").with(3, lines[2] ?? ""),
  "a torn line": (lines) => lines.with(2, (lines[2] ?? "").slice(0, 40)),
  "a cut tail": (lines) => lines.slice(0, -2),
  "an emptied log": () => [],
};

test.each(Object.entries(tamperings))("%s is found", async (_, tamper) => {
  const { files, log } = await logOf(6);
  await log.close();
  const lines = readFileSync(files.log, "utf8").trimEnd().split("\n");
  const tampered = tamper(lines);
  expect(tampered).not.toEqual(lines);
  writeFileSync(files.log, tampered.length > 0 ? `${tampered.join("\n")}\n` : "");
  expect((await readLog(files, await readKey(files))).faults).not.toEqual([]);

  const again = await openAccessLog(files, now);
  await again.append({ action: "sign-in", person, what: "signed in" });
  expect((await again.read()).faults, "still, once more is written").not.toEqual([]);
  await again.close();
});

test("a cut tail is found although the record of the end was taken back too, or thrown away", async () => {
  const { files, log } = await logOf(6);
  await log.close();
  const lines = readFileSync(files.log, "utf8").trimEnd().split("\n");
  writeFileSync(files.log, `${lines.slice(0, 3).join("\n")}\n`);
  const mac = /"mac":"([0-9a-f]+)"/.exec(lines[2] ?? "")?.[1];
  writeFileSync(files.head, JSON.stringify({ seq: 3, mac, proof: "0".repeat(64) }));
  expect((await readLog(files, await readKey(files))).faults).not.toEqual([]);
  rmSync(files.head);
  expect((await readLog(files, await readKey(files))).faults).not.toEqual([]);
});

test("after a crash in the middle of a line the log goes on, and the torn line stays found", async () => {
  const { files, log } = await logOf(2);
  await log.close();
  appendFileSync(files.log, '{"seq":3,"at":"2026-11-24T12');
  const again = await openAccessLog(files, now);
  await again.append({ action: "sign-in", person, what: "signed in" });
  const { records, faults } = await again.read();
  expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(faults).toEqual([{ line: 3, fault: "this line is torn or not one of the log's" }]);
  await again.close();
});

test("a server and a command write the same log in turn", async () => {
  const { files, log } = await logOf(1);
  const command = await openAccessLog(files, now);
  const writers = [log, command, log, command, command, log];
  await Promise.all(
    writers.map((writer, place) =>
      writer.consult({ action: "consultation", person, what: `GET ${place}`, rows: 3 }, 2000),
    ),
  );
  const { records, faults } = await log.read();
  expect(faults).toEqual([]);
  expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await log.append({ action: "sign-in", person, what: "signed in" });
  const more = command.consult({ action: "consultation", person, what: "GET more", rows: 1 }, 21);
  await expect(more, "21 crimes were looked at through both").rejects.toMatchObject({ status: 429 });
  await Promise.all([log.close(), command.close()]);
});

test("a lock that a killed process left behind does not stop the log; one that lives does", async () => {
  const { files, log } = await logOf(1);
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  const place = { folder: dirname(files.log), name: "lock" };
  const path = join(place.folder, "lock-9.json");
  const holder = { pid, began: null, by: "a killed process", since: "2026-11-24T09:00:00.000Z" };
  writeFileSync(path, JSON.stringify({ holder }));
  await log.append({ action: "sign-in", person, what: "signed in" });
  expect(existsSync(path)).toBe(false);
  const lock = takeLock(place, { by: "another", since: "2026-11-24T09:30:00.000Z" });
  if (!("release" in lock)) throw new Error(`${lock.by} holds the lock`);
  const waiting = log.append({ action: "sign-in", person, what: "signed in again" });
  await expect(waiting).rejects.toMatchObject({ status: 503 });
  lock.release();
  await log.append({ action: "sign-in", person, what: "signed in at last" });
  expect((await log.read()).faults).toEqual([]);
  await log.close();
});

test("beyond the crimes of a day there is an alert and a 429, also across a restart", async () => {
  const { files, log } = await logOf(2);
  const ask = (from: AccessLog, rows: number) =>
    from.consult({ action: "consultation", person, what: "GET cases", rows }, 10);
  await expect(ask(log, 5)).rejects.toMatchObject({ status: 429, retryAfter: 3600 });
  await ask(log, 4);
  await log.close();
  const again = await openAccessLog(files, now);
  await expect(ask(again, 1)).rejects.toMatchObject({ status: 429 });
  const { records } = await again.read();
  expect(records.filter(({ action }) => action === "alert")).toHaveLength(2);
  await again.close();
});

test("what cannot be recorded is refused with a 503", async () => {
  const folder = temporaryFolder();
  const files: LogFiles = { ...logFiles(folder, {}), log: `${folder}/missing/access.jsonl` };
  const log = await openAccessLog(files, now);
  await expect(log.append({ action: "sign-in", person, what: "signed in" })).rejects.toMatchObject({
    status: 503,
    code: "no-access-log",
  });
  expect(existsSync(files.log)).toBe(false);
});

test("a log that is there and cannot be read is not taken for an empty one", async () => {
  const { files, log } = await logOf(2);
  await log.close();
  rmSync(files.log);
  symlinkSync(files.log, files.log);
  await expect(openAccessLog(files, now)).rejects.toMatchObject({ code: "ELOOP" });
});

test("the log holds no crime's reference, only hashes that its key makes", async () => {
  const { files, log } = await logOf(1);
  const hash = log.hashOf("SYN/21/000123");
  await log.consult({ action: "consultation", person, what: "GET cases", rows: 1, refs: [hash] }, 2000);
  const text = readFileSync(files.log, "utf8");
  expect(text).toContain(hash);
  expect(text).not.toContain("SYN/21/000123");
  chmodSync(files.key, 0o600);
  await log.close();
});

/** A log of so many records of 3 crimes each. */
async function logOf(count: number): Promise<{ files: LogFiles; log: AccessLog }> {
  const files = logFiles(temporaryFolder(), {});
  const log = await openAccessLog(files, now);
  for (let n = 0; n < count; n++)
    await log.consult({ action: "consultation", person, what: "GET cases", rows: 3 }, 2000);
  return { files, log };
}
