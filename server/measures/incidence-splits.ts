import type { z } from "zod";
import type { incidenceSplitSchema } from "../contract/attrition.ts";
import { chosenOf } from "../contract/filters.ts";
import { emptyCurves, readCurves } from "./attrition.ts";
import type { MeasureQueries } from "./queries.ts";
import type { Question } from "./question.ts";

/** The curves of each group of the question's dimension, the largest first; none if there is no dimension. Each curve ends when
 * fewer than 10 of its group are at risk; a group that never had 10 has no curve. Groups without a crime in the cohort are left
 * out; released curves name them too, as one that is left out would be known to have none. */
export async function readIncidenceSplits(
  question: Question,
  queries: MeasureQueries,
  asked: Parameters<typeof readCurves>[2],
): Promise<z.infer<typeof incidenceSplitSchema>[]> {
  if (question.split === undefined) return [];
  const { split, filters, snapshot, view } = question;
  const found = await readCurves(question, queries, asked);
  const labels = chosenOf(filters, split) ?? snapshot.manifest.snapshot.dimensions[split] ?? [];
  const absent = labels.filter((label) => found.every((group) => group.split !== label));
  const empty = view.exactness === "released" ? absent : [];
  const groups = [
    ...found,
    ...empty.map((split) => ({ split, incidence: emptyCurves(question, queries, true) })),
  ];
  return groups
    .map(({ split: group, incidence: { snapshot: _, ...curves } }) => ({ split: group, ...curves }))
    .filter(({ cohort }) => cohort.crimes !== 0)
    .sort((a, b) => (b.cohort.crimes ?? 0) - (a.cohort.crimes ?? 0) || a.split.localeCompare(b.split));
}
