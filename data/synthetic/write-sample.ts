import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeForce } from "./csv.ts";
import type { CrimeRows } from "./rows.ts";
import { sampleOptions } from "./sample.ts";
import { withTables } from "./tables.ts";

const folder = process.argv[2] ?? join(process.cwd(), "data/sample");
const counts = new Map<string, number>();

mkdirSync(folder, { recursive: true });
writeForce(
  sampleOptions,
  { cases: join(folder, "cases.csv"), outcomes: join(folder, "outcomes.csv") },
  count,
);
const readme = join(process.cwd(), "data/README.md");
writeFileSync(readme, withTables(readFileSync(readme, "utf8"), join(process.cwd(), "queries")));
process.stderr.write(`Written to ${folder}, a synthetic force:\n`);
for (const [what, number] of counts) process.stderr.write(`${String(number).padStart(8)}  ${what}\n`);

function count({ cases, outcomes, dirt }: CrimeRows): void {
  const cancelled = cases[0]?.cancelled_code;
  add("rows in cases.csv", cases.length);
  add("rows in outcomes.csv", outcomes.length);
  add("crimes", 1);
  add("with a cancelled code", cancelled ? 1 : 0);
  add("without an outcome", outcomes.length === 0 && !cancelled ? 1 : 0);
  if (dirt) add(`dirt: ${dirt}`, 1);
}

function add(what: string, number: number): void {
  counts.set(what, (counts.get(what) ?? 0) + number);
}
