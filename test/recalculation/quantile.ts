/**
 * The quantile with linear interpolation between order statistics (Hyndman and Fan type 7: R's default, DuckDB's
 * quantile_cont), null for no values.
 */
export function quantile(values: number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (place - Math.floor(place)) * (above - below);
}
