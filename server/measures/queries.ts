import type { Kind } from "../contract/kpi.ts";
import { readQuery } from "../engine/database.ts";
import { type OutcomeGroups, readOutcomeGroups } from "../model/groups.ts";

/** The statements that turn any KPI's rows into figures, and the groups that they know, read once at the start. */
export type MeasureQueries = {
  outcomeGroups: OutcomeGroups;
  months: string;
  markedMonths: string;
  points: string;
  parts: string;
  spc: string;
  change: string;
  chart: string;
  shownPoints: string;
  charted: string;
  cohort: string;
  mainEndings: string;
  incidence: string;
  funnel: string;
  longMonthRows: string;
  withWhole: string;
  breakdown: string;
  medianIntervals: string;
  funnelLimits: string;
  distribution: string;
  outcomeMix: string;
  ageBands: string;
  openAges: string;
  openByGroup: string;
  openByMonth: string;
  cases: string;
  behindFlow: string;
  behindStock: string;
  rejectedRows: string;
  unitKeys: string;
  movesFlow: string;
  movesStock: string;
  movesExplained: string;
  movesByMonth: string;
  movesListed: string;
  figures: Record<Kind, string>;
  maps: Record<"outcomes" | "offences" | "cancelled", string>;
};

export function readMeasureQueries(queriesFolder: string): MeasureQueries {
  const read = (name: string) => readQuery(queriesFolder, `measures/${name}.sql`);
  return {
    outcomeGroups: readOutcomeGroups(queriesFolder),
    months: read("months"),
    markedMonths: read("marked_months"),
    points: read("points"),
    parts: read("parts"),
    spc: read("spc"),
    change: read("change"),
    chart: read("chart"),
    shownPoints: read("shown_points"),
    charted: read("charted"),
    cohort: read("cohort"),
    mainEndings: read("main_endings"),
    incidence: read("incidence"),
    funnel: read("funnel"),
    longMonthRows: read("long_month_rows"),
    withWhole: read("with_whole"),
    breakdown: read("breakdown"),
    medianIntervals: read("median_intervals"),
    funnelLimits: read("funnel_limits"),
    distribution: read("distribution"),
    outcomeMix: read("outcome_mix"),
    ageBands: read("age_bands"),
    openAges: read("open_ages"),
    openByGroup: read("open_by_group"),
    openByMonth: read("open_by_month"),
    cases: read("cases"),
    behindFlow: read("behind_flow"),
    behindStock: read("behind_stock"),
    unitKeys: read("unit_keys"),
    movesFlow: read("moves_flow"),
    movesStock: read("moves_stock"),
    movesExplained: read("moves_explained"),
    movesByMonth: read("moves_by_month"),
    movesListed: read("moves_listed"),
    maps: {
      outcomes: read("map_outcomes"),
      offences: read("map_offences"),
      cancelled: read("map_cancelled"),
    },
    rejectedRows: read("rejected_rows"),
    figures: { share: read("share"), duration: read("duration"), count: read("count"), stock: read("stock") },
  };
}
