import { formatMonth } from "../../server/wording/format.ts";
import { monthOf } from "../../server/wording/months.ts";
import { labelOf } from "../../server/wording/words.ts";
import { chosenOf, type FilterSearch } from "../search.ts";
import type { Snapshot } from "../types.ts";
import { dimensionNames, firstDimension, usualScope } from "./units.ts";

/** The filters in words, for print, downloads and pictures: “Rape, North and South, Nov 2021 to Oct 2026”. */
export function filterWords(snapshot: Snapshot, filters: FilterSearch): string {
  const from = formatMonth(filters.from ?? snapshot.firstMonth);
  const to = formatMonth(filters.to ?? monthOf(snapshot.asAt));
  const first = firstDimension(snapshot);
  const narrowed = dimensionNames(snapshot).flatMap((dimension) => {
    const values = chosenOf(filters, dimension).map((value) => labelOf(snapshot, dimension, value));
    if (values.length === 0) return [];
    const list = values.join(" or ");
    return [
      dimension === first?.name
        ? list
        : `${labelOf(snapshot, "dimension", dimension).toLowerCase()}: ${list}`,
    ];
  });
  const place = first && !filters[first.name] ? [first.whole.toLowerCase()] : [];
  return [
    labelOf(snapshot, "scope", filters.scope ?? usualScope(snapshot)),
    ...place,
    ...narrowed,
    `${from} to ${to}`,
  ].join("; ");
}
