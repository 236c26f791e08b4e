import { queryOptions } from "@tanstack/react-query";
import { fetchFunnel, fetchIncidence } from "../api/figures.ts";
import type { FilterSearch } from "../search.ts";
import type { Dimension } from "../types.ts";
import { type Cohort, horizon } from "./cohorts.ts";

/** Reads the curves of one cohort. The page keeps the earlier curves until these arrive. */
export function incidenceQuery(filters: FilterSearch, { from, to }: Cohort) {
  const asked = { ...filters, from, to };
  return queryOptions({
    queryKey: ["incidence", asked],
    queryFn: ({ signal }) => fetchIncidence({ ...asked, horizon, endings: "main" }, signal),
    placeholderData: (before) => before,
  });
}

/** The curves of each group of a dimension in one cohort, the largest group first. */
export function splitIncidenceQuery(filters: FilterSearch, { from, to }: Cohort, split: Dimension) {
  const asked = { ...filters, from, to, split };
  return queryOptions({
    queryKey: ["incidence-splits", asked],
    queryFn: ({ signal }) => fetchIncidence({ ...asked, horizon, endings: "main" }, signal),
    placeholderData: (before, query) => (query?.queryKey[1]?.split === split ? before : undefined),
  });
}

/** Reads which stages the same cohort reached. */
export function funnelQuery(filters: FilterSearch, { from, to }: Cohort) {
  const asked = { ...filters, from, to };
  return queryOptions({
    queryKey: ["funnel", asked],
    queryFn: ({ signal }) => fetchFunnel(asked, signal),
    placeholderData: (before) => before,
  });
}
