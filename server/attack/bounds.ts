import { type CountId, keyOf } from "../measures/counts.ts";
import type { Interval } from "./intervals.ts";

/** A count that the attacker wants, and what is known of it. `truth` only serves to tell in the end what was found. */
export type Bounded = { truth: number; known: Interval };

/** A count of an answer. */
export type Cell = Bounded & { id: CountId };

/** A whole and the parts that add up to it. */
export type Sum = { whole: Bounded; parts: Bounded[] };

/** Tightens the bounds of every cell until nothing more follows. A whole is bounded by its parts, and each part by the whole and
 * the other parts. It takes up again only the sums of which a cell has changed. If the sums form a tree, as months and totals
 * do, no bounds are tighter than these; if they form rings, some may be. */
export function tightenAll(sums: Sum[]): void {
  const sumsOf = new Map<Bounded, Sum[]>();
  for (const sum of sums)
    for (const cell of [sum.whole, ...sum.parts]) {
      const those = sumsOf.get(cell);
      if (those) those.push(sum);
      else sumsOf.set(cell, [sum]);
    }
  const waiting = new Set(sums);
  for (const sum of waiting) {
    waiting.delete(sum);
    for (const cell of tighten(sum)) for (const other of sumsOf.get(cell) ?? []) waiting.add(other);
  }
}

/** The cells of 1 to 9 whose count the attacker knows for sure. */
export function pinned<Each extends Bounded>(cells: Iterable<Each>): Each[] {
  return [...cells].filter((cell) => isSmall(cell) && cell.known.low === cell.known.high);
}

/** Whether the true count is 1 to 9, the counts that no release may give away. */
export function isSmall({ truth }: Bounded): boolean {
  return truth >= 1 && truth <= 9;
}

/** Throws if an interval does not hold the true count, because the attacker then reasons wrongly and its result is worth
 * nothing. */
export function assertSound(cells: Iterable<Cell>): void {
  for (const { id, truth, known } of cells)
    if (truth < known.low || truth > known.high)
      throw new Error(`${keyOf(id)} is not ${known.low} to ${known.high}, as the attacker thinks`);
}

/** The cells of one sum of which more is known now. */
function tighten({ whole, parts }: Sum): Bounded[] {
  const { low, high, endless } = addUp(parts);
  const changed: Bounded[] = [];
  if (narrow(whole, low, endless > 0 ? Number.POSITIVE_INFINITY : high)) changed.push(whole);
  const { known: sum } = whole;
  for (const part of parts) {
    const isEndless = part.known.high === Number.POSITIVE_INFINITY;
    const areOthersEndless = endless > (isEndless ? 1 : 0);
    const othersHigh = areOthersEndless ? Number.POSITIVE_INFINITY : high - (isEndless ? 0 : part.known.high);
    if (narrow(part, sum.low - othersHigh, sum.high - (low - part.known.low))) changed.push(part);
  }
  return changed;
}

/** What the parts are at least and at most. Bounds without an end are counted, not added up. */
function addUp(parts: Bounded[]): { low: number; high: number; endless: number } {
  let low = 0;
  let high = 0;
  let endless = 0;
  for (const { known } of parts) {
    low += known.low;
    if (known.high === Number.POSITIVE_INFINITY) endless += 1;
    else high += known.high;
  }
  return { low, high, endless };
}

function narrow(cell: Bounded, low: number, high: number): boolean {
  const { known } = cell;
  if (low <= known.low && high >= known.high) return false;
  cell.known = { low: Math.max(known.low, low), high: Math.min(known.high, high) };
  return true;
}
