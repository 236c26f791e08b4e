/** What is known of a whole number: it lies between the two, both included. */
export type Interval = { low: number; high: number };

/** The counts that a rule shows as `shown`; null: those that it hides, from 0 up. */
export function countsShownAs(shown: number | null, show: (count: number) => number | null): Interval {
  let low = shown ?? 0;
  let high = low;
  while (low > 0 && show(low - 1) === shown) low--;
  while (show(high + 1) === shown) high++;
  while (low < high && show(low) !== shown) low++;
  return { low, high };
}

/** What is known of a count that is not shown. */
export const anything: Interval = { low: 0, high: Number.POSITIVE_INFINITY };
