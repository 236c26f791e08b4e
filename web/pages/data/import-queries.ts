import { queryOptions, skipToken } from "@tanstack/react-query";
import { fetchImports, fetchInputColumns, fetchMappings, fetchRejected } from "../../api/imports.ts";
import { rowsIn } from "../../components/csv.ts";
import type { Choices } from "./choices.ts";

/** How often the page asks what other tabs and people have done, in milliseconds. */
const lookAgain = 5000;

/** Reads the current import and the kept snapshots, again and again, as other people import too. */
export function importsQuery() {
  return queryOptions({
    queryKey: ["imports"],
    queryFn: ({ signal }) => fetchImports(signal),
    refetchInterval: lookAgain,
  });
}

/** Reads once what headers can be mapped to. */
export function inputColumnsQuery() {
  return queryOptions({
    queryKey: ["input-columns"],
    queryFn: ({ signal }) => fetchInputColumns(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Reads the saved mappings, again and again, as other people save them too. */
export function mappingsQuery() {
  return queryOptions({
    queryKey: ["mappings"],
    queryFn: ({ signal }) => fetchMappings(signal),
    refetchInterval: lookAgain,
  });
}

/** Keeps the analyst's choices beside the answers, so that they survive a visit to another page. */
export function choicesQuery() {
  return queryOptions<Choices | null>({
    queryKey: ["import-choices"],
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Reads the header and the first rejected rows of an import or a kept snapshot. */
export function rejectedQuery(id: string) {
  return queryOptions({
    queryKey: ["rejected", id],
    queryFn: async ({ signal }) => rowsIn(await fetchRejected(id, signal)).slice(0, 1 + rejectedShown),
  });
}

const rejectedShown = 20;
