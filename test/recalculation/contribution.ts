/** A group's size and rate in two periods; a rate is null if the group is absent. */
export type Pair = { group: string; before: Rate; now: Rate };
export type Rate = { size: number; rate: number | null };

/**
 * Each group's contribution to the change of the overall rate, by replacing rates and volume shares one after the other in
 * both orders and taking the mean of the two orders (Das Gupta 1978 for two factors). A volume share counts by how far the
 * group's rate lies from the overall one.
 */
export function contributions(
  pairs: Pair[],
): Map<string, { total: number; own_rate: number; volume_share: number }> {
  const sizeOf = (period: "before" | "now") => pairs.reduce((sum, pair) => sum + pair[period].size, 0);
  const overall = (period: "before" | "now") =>
    pairs.reduce((sum, pair) => sum + pair[period].size * (pair[period].rate ?? 0), 0) / sizeOf(period);
  const middle = (overall("before") + overall("now")) / 2;
  return new Map(
    pairs.map(({ group, before, now }) => {
      const shares = [before.size / sizeOf("before"), now.size / sizeOf("now")] as const;
      const rates = [before.rate ?? now.rate ?? 0, now.rate ?? before.rate ?? 0] as const;
      const rateFirst = {
        own_rate: shares[0] * (rates[1] - rates[0]),
        volume_share: (shares[1] - shares[0]) * (rates[1] - middle),
      };
      const volumeFirst = {
        own_rate: shares[1] * (rates[1] - rates[0]),
        volume_share: (shares[1] - shares[0]) * (rates[0] - middle),
      };
      const own_rate = (rateFirst.own_rate + volumeFirst.own_rate) / 2;
      const volume_share = (rateFirst.volume_share + volumeFirst.volume_share) / 2;
      return [group, { total: own_rate + volume_share, own_rate, volume_share }];
    }),
  );
}
