import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  fetchBreakdown,
  fetchCases,
  fetchComparators,
  fetchDistribution,
  fetchOpenInvestigations,
  fetchOutcomeMix,
  fetchSeries,
} from "../../api/figures.ts";
import type { FilterSearch } from "../../search.ts";
import type { Dimension, OutcomeMix } from "../../types.ts";

/** Reads one KPI month by month. The page keeps the earlier months of the same KPI until these arrive. */
export function seriesQuery(id: string, filters: FilterSearch) {
  return queryOptions({
    queryKey: ["series", id, filters],
    queryFn: ({ signal }) => fetchSeries(id, filters, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}

/** Reads one KPI month by month for each group of a dimension. */
export function splitQuery(id: string, filters: FilterSearch, split: Dimension) {
  return queryOptions({
    queryKey: ["split", id, filters, split],
    queryFn: ({ signal }) => fetchSeries(id, { ...filters, split }, signal),
  });
}

/** Reads a KPI by the groups of a dimension, with each group's part in the change. */
export function breakdownQuery(id: string, filters: FilterSearch, by: Dimension) {
  return queryOptions({
    queryKey: ["breakdown", id, filters, by],
    queryFn: ({ signal }) => fetchBreakdown(id, { ...filters, by }, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}

/** Reads how the days of a duration spread. */
export function distributionQuery(id: string, filters: FilterSearch) {
  return queryOptions({
    queryKey: ["distribution", id, filters],
    queryFn: ({ signal }) => fetchDistribution(id, filters, signal),
  });
}

/** Reads how the crimes of each month ended, the rare outcome groups added together. */
export function mixQuery(filters: FilterSearch, basis: OutcomeMix["basis"]) {
  return queryOptions({
    queryKey: ["outcome-mix", filters, basis],
    queryFn: ({ signal }) => fetchOutcomeMix({ ...filters, basis, endings: "main" }, signal),
    placeholderData: keepPreviousData,
  });
}

/** Reads the figures of other areas: those defined like this KPI, and those that are not. */
export function comparatorsQuery(id: string, filters: FilterSearch) {
  return queryOptions({
    queryKey: ["comparators", id, filters],
    queryFn: ({ signal }) => fetchComparators(id, filters, signal),
  });
}

/** Reads the open investigations at the as-at date by age and group. */
export function openQuery({ from: _from, to: _to, ...filters }: FilterSearch, by: Dimension | undefined) {
  return queryOptions({
    queryKey: ["open", filters, by],
    queryFn: ({ signal }) => fetchOpenInvestigations({ ...filters, ...(by && { by }) }, signal),
  });
}

/** Which crimes to list: those of one month, or of one group over the months of the breakdown. */
export type Listed = {
  from: string;
  to: string;
  group: { by: Dimension; value: string } | null;
  counted: "numerator" | "denominator";
};

/** Reads the crimes behind one number, page by page. */
export function casesQuery(id: string, filters: FilterSearch, { from, to, group, counted }: Listed) {
  const narrowed = { ...filters, ...(group && { [group.by]: [group.value] }) };
  const asked = from === to ? { ...withoutPeriod(narrowed), month: to } : { ...narrowed, from, to };
  return infiniteQueryOptions({
    queryKey: ["listed", id, asked, counted],
    queryFn: ({ signal, pageParam }) =>
      fetchCases(id, { ...asked, counted, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

function withoutPeriod({ from: _from, to: _to, ...filters }: FilterSearch): FilterSearch {
  return filters;
}
