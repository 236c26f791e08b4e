import { parseArgs } from "node:util";
import { accessAttack } from "./access-attack.ts";
import { accessCells } from "./access-cells.ts";
import { accessHostile } from "./access-hostile.ts";
import { accessLogTampered } from "./access-log.ts";
import { changing } from "./changing.ts";
import { disk } from "./disk.ts";
import { killsAtAnyTime, killsAtSteps } from "./kills.ts";
import { load } from "./load.ts";
import { mutated } from "./mutated.ts";
import { damaged } from "./snapshots.ts";
import { runSuite } from "./suite.ts";
import { together } from "./together.ts";

/** Every suite of faults; `npm run faults -- import` runs those whose word begins so. */
const suites = [
  killsAtSteps,
  killsAtAnyTime,
  disk,
  together,
  changing,
  mutated,
  damaged,
  accessCells,
  accessHostile,
  accessLogTampered,
  accessAttack,
  load,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tries: { type: "string" }, seed: { type: "string", default: "1" } },
});
const chosen = suites.filter(
  ({ word }) => positionals.length === 0 || positionals.some((given) => word.startsWith(given)),
);
if (chosen.length === 0) {
  process.stderr.write(`There is no such suite. Choose from: ${suites.map(({ word }) => word).join(", ")}\n`);
  process.exit(2);
}

process.stdout.write(`Seed ${values.seed}\n`);
let failures = 0;
for (const suite of chosen) {
  const tries = Number(values.tries ?? suite.tries);
  const { survived, failures: failed } = await runSuite(suite, tries, Number(values.seed), (line) =>
    process.stdout.write(`  ${line}\n`),
  );
  const sum = [...survived.values()].reduce((total, count) => total + count, 0);
  process.stdout.write(
    `${suite.word}: ${suite.title}: ${count(sum)} survived, ${count(failed.length)} not\n`,
  );
  for (const [what, times] of [...survived].sort(([, a], [, b]) => b - a))
    process.stdout.write(`  ${count(times).padStart(8)}  ${what}\n`);
  for (const what of failed.slice(0, 20)) process.stdout.write(`  FAILED  ${what}\n`);
  failures += failed.length;
}
process.exit(failures === 0 ? 0 : 1);

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
