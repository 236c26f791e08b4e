import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { fetchFilterCounts } from "../api/figures.ts";
import { useKnownMay } from "../layout/session.ts";
import type { FilterSearch } from "../search.ts";
import type { Dimension, FilterCounts } from "../types.ts";

/** Reads how many crimes have each value of each filter, for the scope and the period. */
function filterCountsQuery({ scope, from, to }: FilterSearch) {
  const asked = { ...(scope && { scope }), ...(from && { from }), ...(to && { to }) };
  return queryOptions({
    queryKey: ["filter-counts", asked],
    queryFn: ({ signal }) => fetchFilterCounts(asked, signal),
    placeholderData: keepPreviousData,
  });
}

/** How many crimes have a value of a filter; undefined if the count is not known or the reader may not see it. */
export type CountOf = (dimension: Dimension, value: string) => number | null | undefined;

/** Reads the counts when a list of values is opened, if the reader sees exact figures. */
export function useFilterCounts(filters: FilterSearch, isOpen: boolean): CountOf {
  const isAllowed = useKnownMay("read-working-figures");
  const { data } = useQuery({ ...filterCountsQuery(filters), enabled: isOpen && isAllowed });
  return (dimension, value) => countIn(data, dimension, value);
}

function countIn(
  counts: FilterCounts | undefined,
  dimension: Dimension,
  value: string,
): number | null | undefined {
  const held = counts?.dimensions[dimension];
  if (!held) return undefined;
  return held[value] === undefined ? 0 : held[value];
}
