import { chosenDimensions } from "../contract/filters.ts";
import type { Definition } from "../model/definition.ts";
import { usualScope } from "../model/unit.ts";
import { formatValue } from "../wording/format.ts";
import type { Known } from "./comparator.ts";
import type { Question } from "./question.ts";
import { countedBy } from "./units.ts";

type Match = { shown: Known[]; left_out: (Known & { reason: string })[] };

/** The comparators of a KPI's measure that are defined as its figures are for these filters, in the order of their dates,
 * and those that are not, with the reason. Where something happened says nothing of how it is counted: figures of a district
 * stand beside those of a nation. */
export function matchComparators(
  definition: Definition,
  { filters, snapshot }: Pick<Question, "filters" | "snapshot">,
  known: Known[],
): Match {
  const { comparator_measure, basis, basis_title } = definition;
  const { units } = snapshot.manifest;
  const { unit } = countedBy(snapshot.manifest, definition);
  const scope = filters.scope ?? usualScope(units);
  const places = unit.dimensions.filter(({ is_place }) => is_place).map(({ name }) => name);
  const narrowed = chosenDimensions(filters).find((dimension) => !places.includes(dimension));
  const match: Match = { shown: [], left_out: [] };
  for (const row of known.filter(({ measure }) => measure === comparator_measure)) {
    const reason =
      row.basis !== basis
        ? `It is not counted by ${basis_title}.`
        : row.scope !== scope
          ? `It is of the scope ${row.scope}.`
          : narrowed
            ? `It is of all ${unit.many}, whatever their ${narrowed}.`
            : null;
    if (reason) match.left_out.push({ ...row, reason });
    else match.shown.push(row);
  }
  match.shown.sort((a, b) => a.as_at.localeCompare(b.as_at));
  return match;
}

/** The latest of the comparators that match, as a tile says it; null if none does. */
export function comparatorSentence(unit: Definition["unit"], { shown }: Match): string | null {
  const latest = shown.at(-1);
  if (!latest) return null;
  const value = formatValue(unit, latest.value);
  return `${latest.area}, ${latest.period}: ${value} (${latest.source}, ${latest.as_at}).`;
}
