/** Intervals and limits worked out in the plainest way: by searching, and by adding up chances one by one. */

const z95 = 1.959963984540054;

/** Wilson's interval: the shares whose score test against n of N just does not refuse, found by halving. */
export function wilson(numerator: number, denominator: number): { lower: number; upper: number } {
  const observed = numerator / denominator;
  const isRefused = (share: number) =>
    (observed - share) ** 2 > (z95 ** 2 * share * (1 - share)) / denominator;
  return { lower: edge(isRefused, 0, observed), upper: edge(isRefused, 1, observed) };
}

/** Where a test turns from refused (outside) to not refused (inside). */
function edge(isRefused: (share: number) => boolean, outside: number, inside: number): number {
  let [refused, kept] = [outside, inside];
  for (let step = 0; step < 200; step += 1) {
    const middle = (refused + kept) / 2;
    if (isRefused(middle)) refused = middle;
    else kept = middle;
  }
  return kept;
}

/** The r-th smallest and largest value, r the largest for which the binomial leaves 2.5 % or less on each side. */
export function medianInterval(
  values: number[],
): { lower: number; upper: number; coverage: number } | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const size = sorted.length;
  const all = 2n ** BigInt(size);
  let below = 0n;
  let ways = 1n;
  let rank = 0;
  let outside = 0n;
  for (let place = 0; place < size; place += 1) {
    below += ways;
    if (below * 40n > all) break;
    rank = place + 1;
    outside = below;
    ways = (ways * BigInt(size - place)) / BigInt(place + 1);
  }
  if (rank === 0) return undefined;
  const precision = 10n ** 15n;
  const coverage = 1 - (2 * Number((outside * precision) / all)) / 1e15;
  return { lower: sorted[rank - 1] ?? Number.NaN, upper: sorted[size - rank] ?? Number.NaN, coverage };
}

/** The interpolated binomial limit of a funnel: where the chance of at most r of n reaches the level. */
export function funnelLimit(size: number, centre: number, level: number): number {
  if (centre <= 0 || centre >= 1) return centre;
  let atMost = 0;
  for (let crimes = 0; crimes <= size; crimes += 1) {
    const chance = binomialChance(size, crimes, centre);
    atMost += chance;
    if (atMost >= level) {
      const limit = (crimes - (atMost - level) / chance) / size;
      return Math.min(1, Math.max(0, limit));
    }
  }
  return 1;
}

function binomialChance(size: number, crimes: number, centre: number): number {
  let logChance = crimes * Math.log(centre) + (size - crimes) * Math.log(1 - centre);
  for (let place = 1; place <= crimes; place += 1) logChance += Math.log((size - crimes + place) / place);
  return Math.exp(logChance);
}
