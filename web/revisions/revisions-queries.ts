import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { fetchRevisions } from "../api/figures.ts";
import type { FilterSearch } from "../search.ts";

/** Two snapshots, the earlier one first; the later one null where it is the one that is served. */
export type Pair = { against: string; snapshot: string | null };

/** A KPI in two snapshots with what moved between them; the crimes that moved come page by page. */
export function revisionsQuery(id: string, filters: FilterSearch, { against, snapshot }: Pair) {
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
