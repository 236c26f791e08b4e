import type { KpiId } from "./kpi-rules.ts";
import { kpiRules } from "./kpi-rules.ts";
import type { PlainPoint } from "./kpis.ts";
import type { Spc, SpcOptions } from "./spc.ts";
import { spcOf } from "./spc.ts";

const stocks: KpiId[] = ["open-investigations", "open-over-a-year", "open-median-age"];

type SeriesSpcOptions = Omit<SpcOptions, "kind" | "rebaseAt"> & {
  rebaseMonths?: string[];
  isSuppressed?: (point: PlainPoint) => boolean;
};

/** The control chart of a KPI's unsplit series; null for a stock, which has none. A count of fewer than 5 a month is rare. */
export function spcOfSeries(id: KpiId, points: PlainPoint[], options: SeriesSpcOptions = {}): Spc | null {
  if (stocks.includes(id)) return null;
  const { rebaseMonths = [], isSuppressed = () => false, ...rest } = options;
  const values = points.map((point) => (isUsable(point) && !isSuppressed(point) ? point.value : null));
  const rebaseAt = rebaseMonths
    .map((month) => points.findIndex((point) => point.month >= month))
    .filter((at) => at > 0);
  const { kind } = kpiRules[id];
  return spcOf(values, { ...rest, kind, rebaseAt, fewestAMonth: kind === "count" ? 5 : 0 });
}

/** Complete, mature, past the ramp-up and not empty; a count of 0 is a value, not an empty month. */
function isUsable(point: PlainPoint): boolean {
  return point.complete && point.mature !== false && !point.ramp_up && point.value !== null;
}
