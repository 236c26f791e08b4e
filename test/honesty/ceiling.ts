import type { SeenKpi, SeenMonth } from "./batch.ts";
import type { Planted } from "./forces.ts";

/**
 * How often an ideal test could name a planted change: one that knew the level before it, the month in which it began and its size, and
 * looked once, seven months on, by the likelihood ratio (Neyman and Pearson 1933). No rule that must learn the level, and does
 * not know when to look, can do better at the same rate of false names; where this is low, the data are too few.
 */

/** The share of false names that one measure may have when thirteen share one month in twenty. */
const falseNames = 0.05 / 13;

/** The chance of naming it from the months seen since the change, by the measure that shows it best. */
export function ceilingOf({ factor }: Planted, from: string, measures: SeenKpi[]): number {
  const chances = measures.map(({ definition, months }) => {
    const before = months.filter(({ month }) => month < from).slice(-24);
    const since = months.filter(({ month }) => month >= from);
    const level = levelOf(before);
    if (level === null || since.length === 0) return 0;
    const distances = since.map((month) => distanceOf(definition.kind, factor, level, month, before));
    return normal(Math.sqrt(distances.reduce((sum, distance) => sum + distance ** 2, 0)) - threshold);
  });
  return Math.max(0, ...chances);
}

/** How far a month lies from the level before by the change alone, in the standard deviations of chance. */
function distanceOf(
  kind: string,
  factor: number,
  level: number,
  { weight }: SeenMonth,
  before: SeenMonth[],
): number {
  if (kind === "count") return (Math.abs(factor - 1) * level) / Math.sqrt(level);
  const size = Math.sqrt(weight ?? 0);
  if (kind === "share") return (Math.abs(factor - 1) * level * size) / Math.sqrt(level * (1 - level));
  const spreads = before.flatMap(({ value, p75 }) =>
    value > 0 && p75 ? [Math.log(p75 / value) / 0.6745] : [],
  );
  const spread = spreads.reduce((sum, each) => sum + each, 0) / spreads.length;
  return (Math.abs(Math.log(factor)) * size) / (Math.sqrt(Math.PI / 2) * spread);
}

function levelOf(months: SeenMonth[]): number | null {
  const weights = months.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  if (weights === 0) return null;
  return months.reduce((sum, { value, weight }) => sum + value * (weight ?? 1), 0) / weights;
}

/** The standard normal distribution (Abramowitz and Stegun 1964, 26.2.17). */
export function normal(z: number): number {
  if (z < 0) return 1 - normal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

const threshold = quantileOf(1 - falseNames / 2);

function quantileOf(chance: number): number {
  let [low, high] = [0, 8];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (normal(middle) < chance) low = middle;
    else high = middle;
  }
  return low;
}
