import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstDay } from "../../data/synthetic/days.ts";
import { type SeenDeck, seenDecks } from "./batch.ts";
import { distanceOf, distancesOf } from "./ceiling.ts";
import { firstMonth, monthsHeld, type Planted, plantedIn, showsIn, simulatedForce } from "./forces.ts";
import { candidateRules, productRule, type Rule } from "./rules.ts";

/** One force where nothing changes: of the months judged, those in which each tile carried a signal and each rule named
 * something. */
export type QuietForce = {
  crimesPerMonth: number;
  months: number;
  tiles: Record<string, { hits: number; of: number }>;
  named: Record<string, number>;
  /** By measure, the months in which the product's rule named it. */
  namedKpis: Record<string, number>;
  /** By month judged, how far a change of a quarter would move each measure. */
  distances: number[][];
};

/** One force with a planted change: by rule, the months until it was named (Infinity: not within `monthsAfter`), and how far it
 * moves the measure that shows it best within seven. */
export type ChangedForce = {
  crimesPerMonth: number;
  planted: Planted;
  until: Record<string, number>;
  distance: number;
};

const rules: Rule[] = [productRule, ...candidateRules];
const monthsJudged = 24;
const monthsAfter = 12;
/** Within so many months a change should be named. */
const monthsToName = 7;
/** Forces of one import. */
const batchSize = 40;

/** Forces where nothing changes, each judged at its last 24 month ends as it was seen then. */
export async function quietForces(seed: number, count: number): Promise<QuietForce[]> {
  return inBatches(count, async (numbers, folder) => {
    const forces = numbers.map((number) => simulatedForce(seed, number));
    const decks = await seenDecks(forces, monthEnds(monthsHeld - monthsJudged, monthsJudged), folder);
    return forces.map(({ crimesPerMonth }, force) =>
      judgeQuiet(
        crimesPerMonth,
        decks.filter((deck) => deck.force === force),
      ),
    );
  });
}

/** Forces in each of which one thing changes by a quarter, 40 to 43 months after the export begins. */
export async function changedForces(seed: number, count: number): Promise<ChangedForce[]> {
  return inBatches(count, async (numbers, folder) => {
    const start = 40 + (Math.floor((numbers[0] ?? 0) / batchSize) % 4);
    const from = monthEnds(start, 1)[0]?.slice(0, 7) ?? "";
    const planted = numbers.map(plantedIn);
    const forces = planted.map((change, place) =>
      simulatedForce(seed, 1_000_000 + (numbers[place] ?? 0), [{ ...change, from }]),
    );
    const decks = await seenDecks(forces, monthEnds(start, monthsAfter), folder);
    return forces.map(({ crimesPerMonth }, force) => {
      const change = plantedIn(numbers[force] ?? 0);
      const seen = decks.filter((deck) => deck.force === force);
      const shown = seen[monthsToName - 1]?.kpis ?? [];
      const distances = shown
        .filter(({ definition }) => showsIn[change.what].includes(definition.id))
        .map((kpi) => distanceOf(kpi, from, change.factor));
      return {
        crimesPerMonth,
        planted: change,
        until: monthsUntilNamed(change, seen),
        distance: Math.max(0, ...distances),
      };
    });
  });
}

function judgeQuiet(crimesPerMonth: number, decks: SeenDeck[]): QuietForce {
  const judged: QuietForce = {
    crimesPerMonth,
    months: decks.length,
    tiles: {},
    named: {},
    namedKpis: {},
    distances: decks.map(({ kpis }) => distancesOf(kpis)),
  };
  for (const deck of decks) {
    countTiles(judged.tiles, deck);
    for (const { kpi } of productRule.name(deck)) judged.namedKpis[kpi] = (judged.namedKpis[kpi] ?? 0) + 1;
    for (const rule of rules) {
      const hit = rule.name(deck).length > 0 ? 1 : 0;
      judged.named[rule.title] = (judged.named[rule.title] ?? 0) + hit;
    }
  }
  return judged;
}

function countTiles(tiles: QuietForce["tiles"], { kpis }: SeenDeck): void {
  for (const { definition, months } of kpis) {
    const latest = months.at(-1);
    if (!latest || latest.mean === null) continue;
    const { hits, of } = tiles[definition.id] ?? { hits: 0, of: 0 };
    tiles[definition.id] = { hits: hits + Number(latest.signal !== "none"), of: of + 1 };
  }
}

/** The decks are those of the month of the change and the months after it, in order. */
function monthsUntilNamed({ what, factor }: Planted, decks: SeenDeck[]): Record<string, number> {
  const expected = showsIn[what];
  return Object.fromEntries(
    rules.map((rule) => {
      const place = decks.findIndex((deck) =>
        rule
          .name(deck)
          .some(({ kpi, direction }) => expected.includes(kpi) && (direction === "up") === factor > 1),
      );
      return [rule.title, place < 0 ? Number.POSITIVE_INFINITY : place + 1];
    }),
  );
}

/** The last days (`YYYY-MM-DD`) of so many months, from the month that is `start` months after the export begins. */
function monthEnds(start: number, count: number): string[] {
  return Array.from({ length: count }, (_, month) =>
    new Date((firstDay(firstMonth, start + month + 1) - 1) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** Works through so many numbers, a batch at a time and two batches at once: while one is imported, in a process of its
 * own, the other is written or read. */
async function inBatches<Result>(
  count: number,
  work: (numbers: number[], folder: string) => Promise<Result[]>,
): Promise<Result[]> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, batch) =>
    numbers.slice(batch * batchSize, (batch + 1) * batchSize),
  );
  const results: Result[][] = [];
  const waiting = [...batches.entries()];
  await Promise.all([lane(), lane()]);
  return results.flat();

  async function lane(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, batch] = next;
      const folder = mkdtempSync(join(tmpdir(), "flight-deck-honesty-"));
      try {
        results[place] = await work(batch, folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
}
