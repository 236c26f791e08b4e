import { type Difference, type Interval, tightest } from "./bounds.ts";

/** A count that the attacker is after: `truth` is only there to tell in the end what was found. */
export type Cell = { name: string; truth: number; known: Interval };

/** Cells that are differences of running totals: a month from one month end to the next, a period over several. */
export type Chain = { nodes: number; steps: { from: number; to: number; cell: Cell }[] };

/** A whole and the parts that add up to it. */
export type Sum = { whole: Cell; parts: Cell[] };

/** Tightens what is known of every cell until nothing more follows: running totals by shortest paths, sums by turns. */
export function attack(chains: Chain[], sums: Sum[]): void {
  const waiting = new Set(chains);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const chain of waiting) tightenChain(chain);
    waiting.clear();
    const changed = new Set(sums.flatMap(tightenSum));
    if (changed.size === 0) return;
    isNew = true;
    for (const chain of chains) if (chain.steps.some(({ cell }) => changed.has(cell))) waiting.add(chain);
  }
}

/** The cells of 1 to 9 whose count the attacker knows for sure. */
export function pinned(cells: Iterable<Cell>): Cell[] {
  return [...cells].filter((cell) => isSmall(cell) && cell.known.low === cell.known.high);
}

export function isSmall({ truth }: Cell): boolean {
  return truth >= 1 && truth <= 9;
}

/** Throws where an interval does not hold the true count: then the attacker reasons wrongly, and the test is worth nothing. */
export function assertSound(cells: Iterable<Cell>): void {
  for (const { name, truth, known } of cells)
    if (truth < known.low || truth > known.high)
      throw new Error(`${name} is ${truth}, and the attacker thinks it ${known.low} to ${known.high}`);
}

function tightenChain({ nodes, steps }: Chain): void {
  const differences: Difference[] = steps.map(({ from, to, cell }) => ({ from, to, known: cell.known }));
  tightest(nodes, differences).forEach((known, place) => {
    const cell = steps[place]?.cell;
    if (cell) narrow(cell, known);
  });
}

function tightenSum({ whole, parts }: Sum): Cell[] {
  const low = parts.reduce((sum, { known }) => sum + known.low, 0);
  const high = parts.reduce((sum, { known }) => sum + known.high, 0);
  const changed = narrow(whole, { low, high }) ? [whole] : [];
  for (const part of parts) {
    const othersLow = low - part.known.low;
    const othersHigh = parts.reduce((sum, each) => (each === part ? sum : sum + each.known.high), 0);
    const rest = { low: whole.known.low - othersHigh, high: whole.known.high - othersLow };
    if (narrow(part, rest)) changed.push(part);
  }
  return changed;
}

function narrow(cell: Cell, { low, high }: Interval): boolean {
  const known = { low: Math.max(cell.known.low, low), high: Math.min(cell.known.high, high) };
  const isTighter = known.low > cell.known.low || known.high < cell.known.high;
  if (isTighter) cell.known = known;
  return isTighter;
}
