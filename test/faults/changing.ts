import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { randomStream } from "../../data/synthetic/random.ts";
import { Refusal } from "../../server/csv/refusal.ts";
import { spoolFile } from "../../server/csv/spool.ts";
import type { Suite } from "./suite.ts";

const line = "C/000001,01/01/2026,19C,North\n";

export const changing: Suite = {
  word: "import-changing",
  title: "a file that changes while it is read",
  tries: 100,
  async run(trial) {
    const folder = mkdtempSync(join(tmpdir(), "flight-deck-faults-"));
    const random = randomStream(trial.seed, 0, 0);
    for (let time = 0; time < trial.tries; time += 1) {
      const path = join(folder, "cases.csv");
      writeFileSync(path, `crime_ref,recorded_date,offence_code,district\n${line.repeat(200_000)}`);
      const before = hash(path);
      const spool = mkdtempSync(join(folder, "spool-"));
      const reading = spoolFile(path, spool).then(
        ({ sha256 }) => sha256,
        (error) => error,
      );
      await wait(random() * 20);
      appendFileSync(path, line);
      const answer = await reading;
      if (answer instanceof Refusal && /changed while it was read/.test(answer.message))
        trial.survived("refused, as it changed");
      else if (answer === before) trial.survived("read before it changed");
      else if (answer === hash(path)) trial.survived("read after it changed");
      else trial.failed(`neither refused nor one whole version: ${answer}`);
      rmSync(spool, { recursive: true });
    }
    rmSync(folder, { recursive: true });
  },
};

function hash(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
