import type { Interval } from "../../server/attack/intervals.ts";

/** That the number at `to` less the number at `from` lies in the interval. */
type Difference = { from: number; to: number; known: Interval };

/** The tightest intervals that follow from all the differences together, for each of them: shortest paths in the graph
 * whose edges are the bounds (Floyd 1962; Cormen et al., difference constraints). The attacker reasons in sums, and is held
 * against this. */
export function tightest(nodes: number, differences: Difference[]): Interval[] {
  const most = new Float64Array(nodes * nodes).fill(Number.POSITIVE_INFINITY);
  for (let node = 0; node < nodes; node++) most[node * nodes + node] = 0;
  for (const { from, to, known } of differences) {
    lower(from * nodes + to, known.high);
    lower(to * nodes + from, -known.low);
  }
  for (let via = 0; via < nodes; via++) {
    for (let from = 0; from < nodes; from++) {
      const first = most[from * nodes + via] ?? Number.POSITIVE_INFINITY;
      if (first === Number.POSITIVE_INFINITY) continue;
      for (let to = 0; to < nodes; to++) lower(from * nodes + to, first + (most[via * nodes + to] ?? 0));
    }
  }
  return differences.map(({ from, to }) => ({
    low: 0 - (most[to * nodes + from] ?? 0),
    high: most[from * nodes + to] ?? 0,
  }));

  function lower(place: number, bound: number): void {
    if (bound < (most[place] ?? 0)) most[place] = bound;
  }
}
