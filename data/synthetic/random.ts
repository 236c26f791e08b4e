/** A source of numbers from 0 up to, not including, 1. */
export type Random = () => number;

/** Makes a source that depends on nothing but its three keys (sfc32, by Chris Doty-Humphrey). */
export function randomStream(seed: number, stream: number, index: number): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = index | 0;
  let counter = 1;
  for (let round = 0; round < 15; round++) next();
  return next;

  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }
}

/** A number from a lognormal distribution with the median given; `spread` is the deviation of its logarithm. */
export function logNormal(random: Random, median: number, spread: number): number {
  return median * Math.exp(spread * normal(random));
}

/** A count from a Poisson distribution. */
export function poisson(random: Random, mean: number): number {
  let count = 0;
  // e^-mean is too small for a double when the mean is large, so large means are counted in pieces.
  for (let left = mean; left > 0; left -= 30) {
    const least = Math.exp(-Math.min(left, 30));
    for (let product = random(); product > least; product *= random()) count++;
  }
  return count;
}

/** A whole number from `least` to `most`, both included. */
export function wholeNumber(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** One of the items, each with a chance in proportion to its share. */
export function choose<Item extends { share: number }>(random: Random, items: readonly Item[]): Item {
  let left = random() * items.reduce((total, { share }) => total + share, 0);
  const found = items.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const chosen = found ?? items.findLast(({ share }) => share > 0);
  if (!chosen) throw new RangeError("nothing to choose from");
  return chosen;
}

/** One of the items, each with the same chance. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** Marsaglia's polar method: no sine or cosine, whose last digit may differ between machines. */
function normal(random: Random): number {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}
