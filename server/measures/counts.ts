import type { Dimension } from "../contract/filters.ts";
import type { Extent } from "../disclosure/rounding.ts";
import { type CountName, kindOf } from "../model/count-names.ts";

/** Of which crimes a count is: all of the usual scope, those of another scope or of one group of a dimension. With `beyond` they
 * are those of the scope that a narrower one leaves. */
export type Part = { by: Dimension | "scope" | null; group: string | null; beyond?: string };

/** Over which months a count is: one, from the first to the last, or the whole period of its snapshot. */
export type When = { month: string } | { from: string; to: string } | "whole";

/** One count of one answer. */
export type CountId = CountName & { part: Part; when: When };

/** Of which part and months an answer was asked, and what its counts are rounded as. */
export type Asked = { part: Part; when: When; extent: Extent };

/** A count as an answer shows it, null where it hides it; `extent` is what it is rounded as, null for a count that no answer
 * shows and that follows from others. */
export type Count = { id: CountId; count: number | null; extent: Extent | null };

/** A count and those that add up to it, where they do. */
export type CountSum = { whole: CountId; parts: CountId[] };

/** What a reader of figures says of an answer: every count in it, the sums that bind them to each other and to those of other
 * answers, the names of all that such an answer may count, and the counts that it tells to be 1 or more by naming some labels
 * of a dimension and leaving others out. */
export type AnswerCounts = {
  counts: Count[];
  sums: CountSum[];
  names: CountName[];
  atLeastOne?: CountId[];
};

export const wholePart: Part = { by: null, group: null };

/** The one text by which a count is looked up. */
export function keyOf({ part, when, ...name }: CountId): string {
  return JSON.stringify([nameKey(name), part.by, part.group, part.beyond ?? null, whenKey(when)]);
}

/** The one text of a name, days included. */
export function nameKey({ answer, of, what }: CountName): string {
  return JSON.stringify([answer, of, what]);
}

function whenKey(when: When): string[] {
  if (when === "whole") return [];
  return "month" in when ? [when.month] : [when.from, when.to];
}

/** Whether a count is of a group, for which rounding is coarser, rather than of a whole scope. */
export function isOfGroup({ by }: Part): boolean {
  return by !== null && by !== "scope";
}

/** Throws where a reader shows a count that it does not name. */
export function assertNamed({ counts, names }: AnswerCounts): void {
  const known = new Set(names.map(kindOf));
  for (const { id } of counts)
    if (!known.has(kindOf(id)))
      throw new Error(`The reader of ${id.answer} counts ${id.what.join(" ")}, which it does not name`);
}
