import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchFlightDeck } from "../../api/figures.ts";
import type { FilterSearch } from "../../search.ts";

/** Reads every KPI's tile for the filters. The page keeps the earlier tiles until these arrive. */
export function flightDeckQuery(filters: FilterSearch) {
  return queryOptions({
    queryKey: ["flight-deck", filters],
    queryFn: ({ signal }) => fetchFlightDeck(filters, signal),
    placeholderData: keepPreviousData,
  });
}
