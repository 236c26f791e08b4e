/** What is known of a whole number: it lies between the two, both included. */
export type Interval = { low: number; high: number };

/** That the number at `to` less the number at `from` lies in the interval. */
export type Difference = { from: number; to: number; known: Interval };

/** The tightest intervals that follow from all the differences together, for each of them: shortest paths in the graph
 * whose edges are the bounds (Floyd 1962; Cormen et al., difference constraints). */
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
    low: -(most[to * nodes + from] ?? 0),
    high: most[from * nodes + to] ?? 0,
  }));

  function lower(place: number, bound: number): void {
    if (bound < (most[place] ?? 0)) most[place] = bound;
  }
}

/** The counts that are shown as `shown` (null: hidden), when those under a limit are hidden and the others rounded. */
export function countsShownAs(shown: number | null, hideUnder: number, step: number): Interval {
  if (shown === null) return { low: 0, high: hideUnder - 1 };
  const rounded = (count: number) => Math.round(count / step) * step;
  let low = shown;
  let high = shown;
  while (rounded(low - 1) === shown) low--;
  while (rounded(high + 1) === shown) high++;
  return { low: Math.max(low, hideUnder), high };
}
