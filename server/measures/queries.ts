import { readQuery } from "../database.ts";
import type { Kind } from "../schemas.ts";

/** The statements that turn any KPI's rows into figures, read once at the start. */
export type MeasureQueries = {
  months: string;
  points: string;
  parts: string;
  spc: string;
  change: string;
  chart: string;
  shownPoints: string;
  cohort: string;
  incidence: string;
  funnel: string;
  cases: string;
  behindFlow: string;
  behindStock: string;
  figures: Record<Kind, string>;
};

export function readMeasureQueries(queriesFolder: string): MeasureQueries {
  const read = (name: string) => readQuery(queriesFolder, `measures/${name}.sql`);
  return {
    months: read("months"),
    points: read("points"),
    parts: read("parts"),
    spc: read("spc"),
    change: read("change"),
    chart: read("chart"),
    shownPoints: read("shown_points"),
    cohort: read("cohort"),
    incidence: read("incidence"),
    funnel: read("funnel"),
    cases: read("cases"),
    behindFlow: read("behind_flow"),
    behindStock: read("behind_stock"),
    figures: { share: read("share"), duration: read("duration"), count: read("count"), stock: read("stock") },
  };
}
