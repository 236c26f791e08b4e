import type { Dimension, Filters, Period } from "../contract/filters.ts";
import type { View } from "../disclosure/view.ts";
import type { Definition } from "../model/definition.ts";
import { usualScope } from "../model/unit.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { periodOf } from "./months.ts";

/** What is asked of a snapshot: what lies within the filters, over the months of the period, split by a dimension or not, as
 * exactly as the view allows. */
export type Question = {
  snapshot: Snapshot;
  filters: Filters;
  period: Period;
  split: Dimension | undefined;
  view: View;
};

/** A question about one KPI. */
export type KpiQuestion = Question & { definition: Definition };

/** A question about what a KPI counts, before a view decides how much of it is shown. */
export type CountQuestion = Omit<KpiQuestion, "view">;

type Asked = { snapshot: Snapshot; filters?: Filters; split?: Dimension | undefined };

/** Makes a question of what is asked: of everything unless filters are given, and over the months that these name, otherwise over the
 * whole history. Throws a 400 if the first month comes after the last. */
export function questionOf<Given extends Asked>(
  given: Given,
): Omit<Given, keyof Asked> & Pick<Question, "snapshot" | "filters" | "period" | "split"> {
  const { snapshot, filters: asked = {}, split, ...rest } = given;
  const filters = withoutUsualScope(asked, usualScope(snapshot.manifest.units));
  return { ...rest, snapshot, filters, split, period: periodOf(filters, snapshot.manifest.snapshot) };
}

/** The filters, where the usual scope is named as none is: figures of it are of the whole, not of a part. */
function withoutUsualScope({ scope, ...filters }: Filters, usual: string | null): Filters {
  return scope === undefined || scope === usual ? filters : { ...filters, scope };
}
