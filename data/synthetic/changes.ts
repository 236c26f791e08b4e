import { firstDay } from "./days.ts";
import type { Change } from "./options.ts";

/** A factor that holds from a day until the next step; the first step has always held. */
export type Step = { from: number; factor: number };

/** The steps by which the changes of one kind move a district. */
export function stepsOf(changes: readonly Change[], what: Change["what"], district: string): Step[] {
  const here = changes.filter((change) => change.what === what && (change.district ?? district) === district);
  const starts = [...new Set(here.map(({ from }) => firstDay(from)))].sort((a, b) => a - b);
  return [Number.NEGATIVE_INFINITY, ...starts].map((from) => ({
    from,
    factor: here.reduce(
      (product, change) => (firstDay(change.from) <= from ? product * change.factor : product),
      1,
    ),
  }));
}

/** The factor that holds on a day. */
export function factorOn(steps: readonly Step[], day: number): number {
  return steps.findLast(({ from }) => from <= day)?.factor ?? 1;
}
