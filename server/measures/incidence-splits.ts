import type { z } from "zod";
import type { incidenceQuerySchema, incidenceSplitSchema } from "../contract/attrition.ts";
import type { Dimension, Filters } from "../contract/filters.ts";
import type { View } from "../disclosure/view.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { readCurves } from "./attrition.ts";
import type { MeasureQueries } from "./queries.ts";

/** The curves of each group of a dimension, the largest first; each ends where fewer than 10 of its own are at risk, and
 * one that never had so many has none. Groups without a crime in the cohort are left out. */
export async function readIncidenceSplits(
  snapshot: Snapshot,
  queries: MeasureQueries,
  filters: Filters,
  split: Dimension,
  asked: Pick<z.infer<typeof incidenceQuerySchema>, "horizon" | "endings">,
  view: View,
): Promise<z.infer<typeof incidenceSplitSchema>[]> {
  const groups = await readCurves(snapshot, queries, filters, asked, view, split);
  return groups
    .map(({ split: group, incidence: { snapshot: _, ...curves } }) => ({ split: group, ...curves }))
    .filter(({ cohort }) => cohort.crimes !== 0)
    .sort((a, b) => (b.cohort.crimes ?? 0) - (a.cohort.crimes ?? 0) || a.split.localeCompare(b.split));
}
