import { parseArgs } from "node:util";
import { changeRule } from "../../server/measures/change-rule.ts";
import { chanceOf, evidenceToAsk } from "./ceiling.ts";
import { plantable } from "./forces.ts";
import { quantile, type Rate, rateOfForces, rateOfMonths } from "./rates.ts";
import { candidateRules, productRule } from "./rules.ts";
import { type ChangedForce, changedForces, type QuietForce, quietForces } from "./simulate.ts";

/**
 * How often the flight deck cries wolf where nothing changes, and how soon it names what does: simulated forces, imported and
 * judged by the product, each month as it was seen then. `--forces N` of each (240), `--seed N` (1).
 */
const { values: given } = parseArgs({
  options: { forces: { type: "string", default: "240" }, seed: { type: "string", default: "1" } },
});
const [count, seed] = [Number(given.forces), Number(given.seed)];
const started = performance.now();

const quiet = await quietForces(seed, count);
const changed = await changedForces(seed, count);

const months = quiet.reduce((total, force) => total + force.months, 0);
say(
  `Seed ${seed}. ${count} forces as large as those of England and Wales where nothing changes (${months} months), and ${count}`,
);
say(
  "in which one thing changes by a quarter; volume trend −2 to 6 % a year, season up to 10 %, crimes reopened, five years of export.",
);
tiles();
say(
  `\n“What changed this month” names something where nothing changed in ${percent(falseRate(productRule.title))} of months (bar: 5 %)`,
);
say(
  "\nA planted change of a quarter, named within 7 months (bar: 90 %)                 an ideal test could   months until named",
);
planted();
say(
  "\nRules compared: months with a false name; planted changes named within 7 months, all kinds, and of victims’ support",
);
for (const rule of [productRule, ...candidateRules]) compare(rule.title);
say(
  `\nThe rule in force: ${changeRule.times} times likelier. Took ${Math.round((performance.now() - started) / 1000)} s.`,
);

/** By measure: how often its own tile carries a signal, and how often the rule names it. */
function tiles(): void {
  say(
    "\nWhere nothing changes: months in which…               its tile has a signal      what changed names it",
  );
  for (const kpi of [...new Set(quiet.flatMap((force) => Object.keys(force.tiles)))].sort()) {
    const signals = rateOfMonths(quiet.map((force) => force.tiles[kpi] ?? { hits: 0, of: 0 }));
    const named = rateOfMonths(quiet.map((force) => ({ hits: force.namedKpis[kpi] ?? 0, of: force.months })));
    say(`  ${kpi.padEnd(50)} ${percent(signals).padEnd(26)} ${percent(named)}`);
  }
}

function planted(): void {
  const evidence = evidenceToAsk(
    quiet.flatMap(({ distances }) => distances),
    0.05,
  );
  const kinds = plantable.map(({ what, factor }) => ({
    title: `${what} × ${factor}`,
    is: (force: ChangedForce) => force.planted.what === what && force.planted.factor === factor,
  }));
  const all = { title: "all", is: () => true };
  const sizes = [
    { title: "all, under 160 crimes a month", least: 0, most: 160 },
    { title: "all, 160 to 320", least: 160, most: 320 },
    { title: "all, 320 or more", least: 320, most: Number.POSITIVE_INFINITY },
  ].map(({ title, least, most }) => ({
    title,
    is: ({ crimesPerMonth }: ChangedForce) => crimesPerMonth >= least && crimesPerMonth < most,
  }));
  for (const { title, is } of [...kinds, ...sizes, all]) {
    const forces = changed.filter(is);
    const until = forces.map((force) => force.until[productRule.title] ?? Number.POSITIVE_INFINITY);
    if (until.length === 0) continue;
    const ceiling =
      forces.reduce((sum, { distance }) => sum + chanceOf(distance, evidence), 0) / forces.length;
    const named = rateOfForces(until.filter((after) => after <= 7).length, until.length);
    const when = `median ${monthsIn(quantile(until, 0.5))}, 90th percentile ${monthsIn(quantile(until, 0.9))}`;
    say(
      `  ${title.padEnd(50)} ${percent(named).padEnd(26)} ${`${(ceiling * 100).toFixed(0)} %`.padEnd(21)} ${when}`,
    );
  }
}

function compare(title: string): void {
  const share = (forces: ChangedForce[]) => {
    const named = forces.filter((force) => (force.until[title] ?? Number.POSITIVE_INFINITY) <= 7);
    return percent(rateOfForces(named.length, forces.length));
  };
  const support = changed.filter(({ planted: { what } }) => what === "victim-does-not-support");
  say(
    `  ${title.padEnd(50)} ${percent(falseRate(title)).padEnd(26)} ${share(changed).padEnd(26)} ${share(support)}`,
  );
}

function falseRate(title: string): Rate {
  return rateOfMonths(
    quiet.map((force: QuietForce) => ({ hits: force.named[title] ?? 0, of: force.months })),
  );
}

function percent({ share, low, high }: Rate): string {
  const written = (value: number) => (value * 100).toFixed(1);
  return `${written(share)} % (${written(low)} to ${written(high)})`;
}

function monthsIn(value: number): string {
  return Number.isFinite(value) ? String(value) : "over 12";
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
