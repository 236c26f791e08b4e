import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Random, randomStream, wholeNumber } from "../../data/synthetic/random.ts";
import { openAccessLog } from "../../server/access/log/access-log.ts";
import { type LogFiles, logFiles } from "../../server/access/log/files.ts";
import { roles } from "../../server/contract/session.ts";

import { root } from "../../server/places.ts";
import type { Suite } from "./suite.ts";

type Tampering = { what: string; tamper: (lines: string[], random: Random) => string };

export const accessLogTampered: Suite = {
  word: "access-log",
  title: "tamperings with the access log at random places, found by `npm run audit -- verify`",
  tries: 500,
  async run(trial) {
    const folder = mkdtempSync(join(tmpdir(), "flight-deck-faults-"));
    const random = randomStream(trial.seed, 0, 11);
    const files = logFiles(join(folder, "written"), {});
    await writeLog(files, random);
    const lines = readFileSync(files.log, "utf8").trimEnd().split("\n");
    const untouched = verify(copyOf(files, folder, `${lines.join("\n")}\n`));
    if (untouched.status !== 0) trial.failed(`the log that nobody touched: ${untouched.stdout}`);
    for (let time = 0; time < trial.tries; time += 1) {
      const { what, tamper } = tamperings[time % tamperings.length] ?? tamperings[0];
      const home = copyOf(files, folder, tamper(lines, random));
      const { status, stdout } = verify(home);
      if (status === 1 && stdout.includes("was changed")) trial.survived(`${what}: found`);
      else trial.failed(`${what}: not found (exit code ${status}), seed ${trial.seed}, try ${time}`);
      rmSync(home, { recursive: true });
    }
    rmSync(folder, { recursive: true });
  },
};

const tamperings: [Tampering, ...Tampering[]] = [
  {
    what: "one letter of a line edited",
    tamper: (lines, random) => {
      const at = place(lines, random);
      const line = lines[at] ?? "";
      const letter = wholeNumber(random, 0, line.length - 1);
      const other = line[letter] === "0" ? "1" : "0";
      return joined(lines.with(at, line.slice(0, letter) + other + line.slice(letter + 1)));
    },
  },
  {
    what: "who it was edited",
    tamper: (lines, random) =>
      joined(
        editedSomewhere(
          lines,
          random,
          /"person":"person-(\d+)"/,
          (number) => `"person":"person-${Number(number) + 1}"`,
        ),
      ),
  },
  {
    what: "how many crimes edited",
    tamper: (lines, random) =>
      joined(editedSomewhere(lines, random, /"rows":(\d+)/, (number) => `"rows":${Number(number) + 1}`)),
  },
  {
    what: "lines deleted",
    tamper: (lines, random) => joined(lines.toSpliced(place(lines, random), wholeNumber(random, 1, 3))),
  },
  {
    what: "a line inserted, copied from elsewhere",
    tamper: (lines, random) =>
      joined(lines.toSpliced(place(lines, random), 0, lines[place(lines, random)] ?? "")),
  },
  {
    what: "a line inserted, with the number that was next",
    tamper: (lines, random) => {
      const at = place(lines, random);
      const copy = (lines[at] ?? "").replace(/"seq":\d+/, `"seq":${at + 2}`);
      return joined(lines.toSpliced(at + 1, 0, copy));
    },
  },
  {
    what: "two lines in each other's place",
    tamper: (lines, random) => {
      const first = wholeNumber(random, 0, lines.length - 2);
      const second = wholeNumber(random, first + 1, lines.length - 1);
      return joined(lines.with(first, lines[second] ?? "").with(second, lines[first] ?? ""));
    },
  },
  {
    what: "a line torn",
    tamper: (lines, random) => {
      const at = place(lines, random);
      const line = lines[at] ?? "";
      return joined(lines.with(at, line.slice(0, wholeNumber(random, 1, line.length - 1))));
    },
  },
  {
    what: "the end cut off at a line",
    tamper: (lines, random) => joined(lines.slice(0, place(lines, random))),
  },
  {
    what: "the end cut off within a line",
    tamper: (lines, random) => {
      const text = joined(lines);
      return text.slice(0, wholeNumber(random, 1, text.length - 2));
    },
  },
];

/** A log of many people's doings of every kind. */
async function writeLog(files: LogFiles, random: Random): Promise<void> {
  let minute = 0;
  const log = await openAccessLog(files, () => new Date(Date.UTC(2026, 10, 24, 9, minute++)));
  for (let number = 0; number < 60; number += 1) {
    const role = roles[number % roles.length] ?? "viewer";
    await log.append({
      action: "consultation",
      person: { id: `person-${wholeNumber(random, 1, 9)}`, name: "Somebody", roles: [role] },
      what: `GET /api/kpis/attrition/cases`,
      rows: wholeNumber(random, 0, 200),
      refs: [log.hashOf(`crime ${number}`)],
      snapshot: "20261124-090000",
    });
  }
  await log.close();
}

/** A home with the log as it is given, its key and the record of its end. */
function copyOf(files: LogFiles, folder: string, text: string): string {
  const home = mkdtempSync(join(folder, "copy-"));
  mkdirSync(join(home, "access"));
  const copy = logFiles(home, {});
  copyFileSync(files.key, copy.key);
  copyFileSync(files.head, copy.head);
  writeFileSync(copy.log, text);
  return home;
}

function verify(home: string): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, [join(root, "dist/server/audit.js"), "verify"], {
    env: { ...process.env, FLIGHT_DECK_HOME: home },
    encoding: "utf8",
  });
}

function editedSomewhere(
  lines: string[],
  random: Random,
  pattern: RegExp,
  other: (found: string) => string,
): string[] {
  const at = place(lines, random);
  return lines.with(
    at,
    (lines[at] ?? "").replace(pattern, (_, found) => other(found)),
  );
}

function joined(lines: string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function place(lines: string[], random: Random): number {
  return wholeNumber(random, 0, lines.length - 1);
}
