import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { fetchRevisions } from "../api/figures.ts";
import type { FilterSearch } from "../search.ts";

/** Two snapshots, the earlier one first. The later one is null for the served one. */
export type TwoSnapshots = { against: string; snapshot: string | null };

/** Reads a KPI in two snapshots and what moved between them. The first answer only counts the crimes that moved; they
 * come page by page once they are asked for. */
export function revisionsQuery(id: string, filters: FilterSearch, { against, snapshot }: TwoSnapshots) {
  const asked = { ...filters, against, ...(snapshot && { snapshot }) };
  return infiniteQueryOptions({
    queryKey: ["revisions", id, asked],
    queryFn: ({ signal, pageParam }) =>
      fetchRevisions(id, { ...asked, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.crimes?.next ?? null,
    placeholderData: keepPreviousData,
  });
}
