/** A share with its 95 % interval. */
export type Rate = { share: number; low: number; high: number; of: number };

/** The share of months with a hit. The months of one force are alike, so the interval is that of a mean over forces
 * (ratio estimator); with no hit at all it reaches up to 3 in so many forces (the rule of three). */
export function rateOfMonths(forces: { hits: number; of: number }[]): Rate {
  const counted = forces.filter(({ of }) => of > 0);
  const hits = sum(counted.map((force) => force.hits));
  const of = sum(counted.map((force) => force.of));
  const share = hits / of;
  const squares = sum(counted.map((force) => (force.hits - share * force.of) ** 2));
  const error = (Math.sqrt(squares * (counted.length / (counted.length - 1))) / of) * 1.96;
  const high = hits === 0 ? 3 / counted.length : share + error;
  return { share, low: Math.max(0, share - error), high: Math.min(1, high), of };
}

/** The share of forces with a hit, with the interval of Wilson (1927). */
export function rateOfForces(hits: number, of: number): Rate {
  const z = 1.96;
  const share = hits / of;
  const centre = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of);
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), of };
}

/** The value below which a share of the values lies; the values that never came are Infinity. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
