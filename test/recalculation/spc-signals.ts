export type Signal = "none" | "outside" | "trend" | "two-in-three" | "shift";
export type Direction = "up" | "down" | null;

type Found = { signal: Signal; direction: Direction };
type Values = (number | null)[];

/** The first signal that applies to each month, by a limit's distance from the mean. A missing month breaks every rule. */
export function signalsOf(values: Values, mean: number, distance: number): Found[] {
  const outside = outsideOf(values, mean, distance);
  const trend = trendOf(values);
  const twoInThree = twoInThreeOf(values, mean, distance);
  const shift = shiftOf(values, mean);
  return values.map((_, at): Found => {
    if (outside[at]) return { signal: "outside", direction: outside[at] };
    if (trend[at]) return { signal: "trend", direction: trend[at] };
    if (twoInThree[at]) return { signal: "two-in-three", direction: twoInThree[at] };
    if (shift[at]) return { signal: "shift", direction: shift[at] };
    return { signal: "none", direction: null };
  });
}

function outsideOf(values: Values, mean: number, distance: number): Direction[] {
  return values.map((value) => {
    if (value === null) return null;
    if (value > mean + distance) return "up";
    return value < mean - distance ? "down" : null;
  });
}

/** Six strict rises or falls flag all seven; a month in a rise and a fall keeps the earlier run's direction. */
function trendOf(values: Values): Direction[] {
  const found = values.map((): Direction => null);
  for (let start = 0; start + 7 <= values.length; start++) {
    const steps: Direction[] = [];
    for (let at = start + 1; at < start + 7; at++) steps.push(stepOf(values[at - 1], values[at]));
    const direction = steps[0] ?? null;
    if (direction === null || steps.some((step) => step !== direction)) continue;
    for (let at = start; at < start + 7; at++) found[at] ??= direction;
  }
  return found;
}

function stepOf(before: number | null | undefined, value: number | null | undefined): Direction {
  if (typeof before !== "number" || typeof value !== "number" || value === before) return null;
  return value > before ? "up" : "down";
}

/** Of three on one side of the mean, at least two beyond a near limit but not outside: those are flagged. */
function twoInThreeOf(values: Values, mean: number, distance: number): Direction[] {
  const sides = values.map((value) => sideOf(value, mean));
  const near = values.map((value) => isNear(value, mean, distance));
  const found = values.map((): Direction => null);
  for (let start = 0; start + 3 <= values.length; start++) {
    const three = [start, start + 1, start + 2];
    const side = sides[start] ?? null;
    if (side === null || three.some((at) => sides[at] !== side)) continue;
    const flagged = three.filter((at) => near[at]);
    if (flagged.length >= 2) for (const at of flagged) found[at] = side;
  }
  return found;
}

function isNear(value: number | null, mean: number, distance: number): boolean {
  if (value === null) return false;
  const from = Math.abs(value - mean);
  return from > (distance * 2) / 3 && value <= mean + distance && value >= mean - distance;
}

/** Seven or more in a row on one side of the mean. */
function shiftOf(values: Values, mean: number): Direction[] {
  const sides = values.map((value) => sideOf(value, mean));
  const found = values.map((): Direction => null);
  for (let start = 0; start + 7 <= values.length; start++) {
    const side = sides[start] ?? null;
    if (side === null || sides.slice(start, start + 7).some((each) => each !== side)) continue;
    for (let at = start; at < start + 7; at++) found[at] = side;
  }
  return found;
}

/** The side of the mean, null for a missing month and for one on the mean (rounding of the mean itself aside). */
function sideOf(value: number | null, mean: number): Direction {
  if (value === null || Math.abs(value - mean) <= 1e-12 * Math.max(1, Math.abs(mean))) return null;
  return value > mean ? "up" : "down";
}
