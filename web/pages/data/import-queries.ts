import { queryOptions, skipToken } from "@tanstack/react-query";
import { fetchImports, fetchInputColumns, fetchMappings, fetchRejected } from "../../api/imports.ts";
import { rowsIn } from "../../components/csv.ts";
import type { Choices } from "./choices.ts";

/** Reads the current import and the kept snapshots, again each minute, as other people import too. */
export function importsQuery() {
  return queryOptions({
    queryKey: ["imports"],
    queryFn: ({ signal }) => fetchImports(signal),
    refetchInterval: 60_000,
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

/** Reads the saved mappings. */
export function mappingsQuery() {
  return queryOptions({ queryKey: ["mappings"], queryFn: ({ signal }) => fetchMappings(signal) });
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
