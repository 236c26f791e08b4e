import { z } from "zod";
import type { funnelSchema } from "../contract/attrition.ts";
import type { Dimension, Filters, Period } from "../contract/filters.ts";
import { showFunnel } from "../disclosure/release.ts";
import type { View } from "../disclosure/view.ts";
import { chain, select } from "../engine/database.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { bySplit, cohortOf, isGroupOf } from "./cohort.ts";
import { periodOf } from "./months.ts";
import type { MeasureQueries } from "./queries.ts";

const funnelStages = [
  { stage: "recorded", title: "Recorded", needs: [] },
  { stage: "suspect-identified", title: "Suspect identified", needs: [] },
  { stage: "early-advice", title: "Early advice requested", needs: ["early_advice_date"] },
  { stage: "submitted", title: "Submitted to the CPS", needs: ["submission_date"] },
  { stage: "charged", title: "Charged", needs: [] },
];

type Funnel = z.infer<typeof funnelSchema>;

/** How far the crimes recorded in the period went: at each stage those that reached it or a later one, and how the
 * crimes that went no further stand. A stage whose column the files lack is left out. */
export async function readFunnel(
  snapshot: Snapshot,
  queries: MeasureQueries,
  filters: Filters,
  view: View,
): Promise<Funnel> {
  const [whole] = await readFunnels(snapshot, queries, filters, view);
  if (whole) return whole.funnel;
  const period = periodOf(filters, snapshot.manifest.snapshot);
  return showFunnel(funnelOf(snapshot, period, []), view, isGroupOf(filters));
}

/** The funnel of the cohort, or of each group of a dimension in it that has a crime, of each month apart or of all together,
 * from one statement. */
export async function readFunnels(
  snapshot: Snapshot,
  queries: MeasureQueries,
  filters: Filters,
  view: View,
  split?: Dimension,
  isMonthly = false,
): Promise<{ split: string; funnel: Funnel }[]> {
  const cohort = cohortOf(snapshot, queries, filters, view, split, isMonthly);
  const rows = await snapshot.use((connection) =>
    select(
      connection,
      chain([...cohort.steps, ["funnel", queries.funnel]]),
      cohort.parameters,
      funnelRowSchema,
    ),
  );
  return [...bySplit(rows)].map(([name, those]) => {
    const { group, period } = cohort.nameOf(name);
    return { split: group, funnel: showFunnel(funnelOf(snapshot, period, those), view, cohort.isGroup) };
  });
}

const funnelRowSchema = z.object({
  split: z.string(),
  stage: z.number(),
  outcome_group: z.string(),
  crimes: z.number(),
});

function funnelOf(snapshot: Snapshot, period: Period, rows: z.infer<typeof funnelRowSchema>[]): Funnel {
  const has = new Set(snapshot.manifest.columns);
  const shown = funnelStages
    .map((each, place) => ({ ...each, place }))
    .filter(({ needs }) => needs.every((column) => has.has(column)));
  const total = (from: number) =>
    rows.filter(({ stage }) => stage >= from).reduce((sum, { crimes }) => sum + crimes, 0);
  return {
    snapshot: snapshot.manifest.snapshot.id,
    cohort: { ...period, crimes: total(0) },
    stages: shown.map(({ stage, title, place }, index) => {
      const next = shown[index + 1]?.place ?? Number.POSITIVE_INFINITY;
      const left = rows.filter((row) => row.stage >= place && row.stage < next);
      return { stage, title, crimes: total(place), share: null, left: addUp(left) };
    }),
  };
}

function addUp(
  rows: { outcome_group: string; crimes: number }[],
): { outcome_group: string; crimes: number }[] {
  const groups = [...new Set(rows.map((row) => row.outcome_group))];
  return groups
    .map((group) => ({
      outcome_group: group,
      crimes: rows.filter((row) => row.outcome_group === group).reduce((sum, { crimes }) => sum + crimes, 0),
    }))
    .sort((a, b) => b.crimes - a.crimes || a.outcome_group.localeCompare(b.outcome_group));
}
