import { readQuery } from "../database.ts";
import type { Kind } from "../schemas.ts";

/** The statements that turn any KPI's rows into figures, read once at the start. */
export type MeasureQueries = {
  months: string;
  markedMonths: string;
  points: string;
  parts: string;
  spc: string;
  change: string;
  chart: string;
  shownPoints: string;
  cohort: string;
  mainEndings: string;
  incidence: string;
  funnel: string;
  periodRows: string;
  periodStockRows: string;
  breakdown: string;
  medianIntervals: string;
  funnelLimits: string;
  cases: string;
  behindFlow: string;
  behindStock: string;
  rejectedRows: string;
  figures: Record<Kind, string>;
  maps: Record<"outcomes" | "offences" | "cancelled", string>;
};

export function readMeasureQueries(queriesFolder: string): MeasureQueries {
  const read = (name: string) => readQuery(queriesFolder, `measures/${name}.sql`);
  return {
    months: read("months"),
    markedMonths: read("marked_months"),
    points: read("points"),
    parts: read("parts"),
    spc: read("spc"),
    change: read("change"),
    chart: read("chart"),
    shownPoints: read("shown_points"),
    cohort: read("cohort"),
    mainEndings: read("main_endings"),
    incidence: read("incidence"),
    funnel: read("funnel"),
    periodRows: read("period_rows"),
    periodStockRows: read("period_stock_rows"),
    breakdown: read("breakdown"),
    medianIntervals: read("median_intervals"),
    funnelLimits: read("funnel_limits"),
    cases: read("cases"),
    behindFlow: read("behind_flow"),
    behindStock: read("behind_stock"),
    maps: {
      outcomes: read("map_outcomes"),
      offences: read("map_offences"),
      cancelled: read("map_cancelled"),
    },
    rejectedRows: read("rejected_rows"),
    figures: { share: read("share"), duration: read("duration"), count: read("count"), stock: read("stock") },
  };
}
