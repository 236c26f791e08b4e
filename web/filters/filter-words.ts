import { formatMonth } from "../../server/wording/format.ts";
import { monthOf } from "../../server/wording/months.ts";
import { labelOf } from "../../server/wording/words.ts";
import { dimensionKeys, type FilterSearch } from "../search.ts";
import type { Snapshot } from "../types.ts";

/** The filters in words, for print, downloads and pictures: “Rape, North and South, Nov 2021 to Oct 2026”. */
export function filterWords(snapshot: Snapshot, filters: FilterSearch): string {
  const from = formatMonth(filters.from ?? snapshot.firstMonth);
  const to = formatMonth(filters.to ?? monthOf(snapshot.asAt));
  const narrowed = dimensionKeys.flatMap((dimension) => {
    const values = filters[dimension]?.map((value) => labelOf(snapshot, dimension, value)) ?? [];
    if (values.length === 0) return [];
    const list = values.join(" or ");
    return [
      dimension === "district" ? list : `${labelOf(snapshot, "dimension", dimension).toLowerCase()}: ${list}`,
    ];
  });
  const place = filters.district ? [] : ["whole force"];
  return [
    labelOf(snapshot, "scope", filters.scope ?? "rasso"),
    ...place,
    ...narrowed,
    `${from} to ${to}`,
  ].join("; ");
}
