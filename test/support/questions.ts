import type { Dimension, Filters } from "../../server/contract/filters.ts";
import { exactView } from "../../server/disclosure/view.ts";
import { type KpiQuestion, type Question, questionOf } from "../../server/measures/question.ts";
import type { Snapshot } from "../../server/store/snapshots.ts";

/** The control chart of a KPI for which the settings say nothing. */
export const usualChart = { rebasedFrom: [], baselinePoints: null };

/** A question of somebody who sees exact figures. */
export function exactQuestion(snapshot: Snapshot, filters: Filters = {}, split?: Dimension): Question {
  return questionOf({ snapshot, filters, split, view: exactView });
}

/** The same about a KPI, by its id. Throws if the snapshot does not have it. */
export function exactKpiQuestion(
  snapshot: Snapshot,
  id: string,
  filters: Filters = {},
  split?: Dimension,
): KpiQuestion {
  const found = snapshot.manifest.kpis.find(({ definition }) => definition.id === id);
  if (!found || found.reason) throw new Error(found?.reason ?? `there is no ${id}`);
  return { ...exactQuestion(snapshot, filters, split), definition: found.definition };
}
