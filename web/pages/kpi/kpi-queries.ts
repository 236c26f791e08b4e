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

/** A KPI by the groups of a dimension, with each group's part in the change. */
export function breakdownQuery(id: string, filters: FilterSearch, by: Dimension) {
  return queryOptions({
    queryKey: ["breakdown", id, filters, by],
    queryFn: ({ signal }) => fetchBreakdown(id, { ...filters, by }, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}

/** How the days of a duration spread. */
export function distributionQuery(id: string, filters: FilterSearch) {
  return queryOptions({
    queryKey: ["distribution", id, filters],
    queryFn: ({ signal }) => fetchDistribution(id, filters, signal),
  });
}

/** How the crimes of each month ended, the rare endings joined. */
export function mixQuery(filters: FilterSearch, basis: OutcomeMix["basis"]) {
  return queryOptions({
    queryKey: ["outcome-mix", filters, basis],
    queryFn: ({ signal }) => fetchOutcomeMix({ ...filters, basis, endings: "main" }, signal),
    placeholderData: keepPreviousData,
  });
}

/** Figures of other areas that are defined as this KPI is, and those that are not. */
export function comparatorsQuery(id: string, filters: FilterSearch) {
  return queryOptions({
    queryKey: ["comparators", id, filters],
    queryFn: ({ signal }) => fetchComparators(id, filters, signal),
  });
}

/** Open investigations by age and group, at the as-at date. */
export function openQuery({ from: _from, to: _to, ...filters }: FilterSearch, by: Dimension) {
  return queryOptions({
    queryKey: ["open", filters, by],
    queryFn: ({ signal }) => fetchOpenInvestigations({ ...filters, by }, signal),
  });
}

/** The crimes asked for: those of one month, or of one group over the months of the breakdown. */
export type Listed = {
  from: string;
  to: string;
  group: { by: Dimension; value: string } | null;
  counted: "numerator" | "denominator";
};

/** The crimes behind one number, page by page. */
export function casesQuery(id: string, filters: FilterSearch, { from, to, group, counted }: Listed) {
  const narrowed = { ...filters, ...(group && { [group.by]: [group.value] }) };
  const asked = from === to ? { ...withoutPeriod(narrowed), month: to } : { ...narrowed, from, to };
  return infiniteQueryOptions({
    queryKey: ["cases", id, asked, counted],
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
