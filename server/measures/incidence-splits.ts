import type { z } from "zod";
import type { incidenceSplitSchema } from "../contract/attrition.ts";
import { readCurves } from "./attrition.ts";
import type { MeasureQueries } from "./queries.ts";
import type { Question } from "./question.ts";

/** The curves of each group of the question's dimension, the largest first; none if there is no dimension. Each curve ends when
 * fewer than 10 of its group are at risk; a group that never had 10 has no curve. Groups without a crime in the cohort are left
 * out. */
export async function readIncidenceSplits(
  question: Question,
  queries: MeasureQueries,
  asked: Parameters<typeof readCurves>[2],
): Promise<z.infer<typeof incidenceSplitSchema>[]> {
  if (question.split === undefined) return [];
  const groups = await readCurves(question, queries, asked);
  return groups
    .map(({ split: group, incidence: { snapshot: _, ...curves } }) => ({ split: group, ...curves }))
    .filter(({ cohort }) => cohort.crimes !== 0)
    .sort((a, b) => (b.cohort.crimes ?? 0) - (a.cohort.crimes ?? 0) || a.split.localeCompare(b.split));
}
