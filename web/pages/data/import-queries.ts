import { queryOptions, skipToken } from "@tanstack/react-query";
import { fetchImports, fetchInputColumns, fetchMappings, fetchRejected } from "../../api/imports.ts";
import { rowsIn } from "../../components/csv.ts";
import type { Choices } from "./choices.ts";

/** The import that runs or waits, and the snapshots that are kept; asked for again each minute, as others import too. */
export function importsQuery() {
  return queryOptions({
    queryKey: ["imports"],
    queryFn: ({ signal }) => fetchImports(signal),
    refetchInterval: 60_000,
  });
}

export function inputColumnsQuery() {
  return queryOptions({
    queryKey: ["input-columns"],
    queryFn: ({ signal }) => fetchInputColumns(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function mappingsQuery() {
  return queryOptions({ queryKey: ["mappings"], queryFn: ({ signal }) => fetchMappings(signal) });
}

/** What the analyst has chosen: kept beside the answers, so that a look at another page loses nothing. */
export function choicesQuery() {
  return queryOptions<Choices | null>({
    queryKey: ["import-choices"],
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** The header and the first rejected rows of an import or a kept snapshot. */
export function rejectedQuery(id: string) {
  return queryOptions({
    queryKey: ["rejected", id],
    queryFn: async ({ signal }) => rowsIn(await fetchRejected(id, signal)).slice(0, 1 + rejectedShown),
  });
}

const rejectedShown = 20;
