import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchCases, fetchSeries } from "../../api.ts";
import type { FilterSearch } from "../../search.ts";
import type { Dimension } from "../../types.ts";

/** One KPI month by month; the months before stay until the new ones are there, but never another KPI's. */
export function seriesQuery(id: string, filters: FilterSearch) {
  return queryOptions({
    queryKey: ["series", id, filters],
    queryFn: ({ signal }) => fetchSeries(id, filters, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}

/** One KPI month by month for each group of a dimension. */
export function splitQuery(id: string, filters: FilterSearch, split: Dimension) {
  return queryOptions({
    queryKey: ["split", id, filters, split],
    queryFn: ({ signal }) => fetchSeries(id, { ...filters, split }, signal),
  });
}

export type Listed = { month: string; counted: "numerator" | "denominator" };

/** The crimes behind one month's number, page by page. */
export function casesQuery(id: string, filters: FilterSearch, { month, counted }: Listed) {
  const { from: _from, to: _to, ...narrowed } = filters;
  return infiniteQueryOptions({
    queryKey: ["cases", id, narrowed, month, counted],
    queryFn: ({ signal, pageParam }) =>
      fetchCases(id, { ...narrowed, month, counted, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
