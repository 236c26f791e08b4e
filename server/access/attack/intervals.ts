/** What is known of a whole number: it lies between the two, both included. */
export type Interval = { low: number; high: number };

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
