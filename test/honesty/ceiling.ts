import type { SeenKpi, SeenMonth } from "./batch.ts";

/**
 * How often an ideal test could name a planted change: one that knew the level before it, the month in which it began and its
 * size, and looked once, seven months on, by the likelihood ratio (Neyman and Pearson 1933). It asks the same evidence of every
 * measure, so that no test names more at the same rate of false names. A rule that must learn the level, and does not know
 * when to look, cannot do better; where this is low, the data are too few.
 */

/** How far a change by `factor` moves a measure's months from `from` on, together, in the standard deviations of chance; 0
 * if there is no level before. */
export function distanceOf({ definition, months }: SeenKpi, from: string, factor: number): number {
  const before = months.filter(({ month }) => month < from).slice(-24);
  const since = months.filter(({ month }) => month >= from);
  const level = before.reduce((sum, { value, weight }) => sum + value * (weight ?? 1), 0) / weightOf(before);
  if (!(level > 0)) return 0;
  return distanceInOne(definition.kind, factor, level, before) * Math.sqrt(weightOf(since));
}

/** How far a change moves each measure in its latest seven months, a quarter down and a quarter up. */
export function distancesOf(kpis: SeenKpi[]): number[] {
  return kpis.flatMap((kpi) => {
    const from = kpi.months.at(-7)?.month;
    return from === undefined ? [] : [0.75, 1.25].map((factor) => distanceOf(kpi, from, factor));
  });
}

/** The evidence (the logarithm of a likelihood ratio) to ask for, so that of decks where nothing changed, each with its
 * distances, a share of `falseNames` is named. */
export function evidenceToAsk(decks: number[][], falseNames: number): number {
  let [low, high] = [0, 20];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    const quiet = decks.map((distances) =>
      distances.reduce((chance, distance) => chance * (1 - chanceOf(-distance, middle)), 1),
    );
    const named = 1 - quiet.reduce((sum, each) => sum + each, 0) / decks.length;
    if (named > falseNames) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance that a change which moves the months so far is named; of minus that distance, the chance where nothing changed. */
export function chanceOf(distance: number, evidence: number): number {
  return distance === 0 ? 0 : normal(distance / 2 - evidence / Math.abs(distance));
}

/** The distance in one month of weight 1. */
function distanceInOne(kind: string, factor: number, level: number, before: SeenMonth[]): number {
  if (kind === "count") return Math.abs(factor - 1) * Math.sqrt(level);
  if (kind === "share") return Math.abs(factor - 1) * Math.sqrt(level / (1 - level));
  const spreads = before.flatMap(({ value, p75 }) =>
    value > 0 && p75 ? [Math.log(p75 / value) / 0.6745] : [],
  );
  const spread = spreads.reduce((sum, each) => sum + each, 0) / spreads.length;
  return spread > 0 ? Math.abs(Math.log(factor)) / (Math.sqrt(Math.PI / 2) * spread) : 0;
}

function weightOf(months: SeenMonth[]): number {
  return months.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
}

/** The standard normal distribution (Abramowitz and Stegun 1964, 26.2.17). */
export function normal(z: number): number {
  if (z < 0) return 1 - normal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
