import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchFlightDeck } from "../../api/figures.ts";
import type { FilterSearch } from "../../search.ts";

/** Every KPI's tile for the filters; the tiles before stay until the new ones are there. */
export function flightDeckQuery(filters: FilterSearch) {
  return queryOptions({
    queryKey: ["flight-deck", filters],
    queryFn: ({ signal }) => fetchFlightDeck(filters, signal),
    placeholderData: keepPreviousData,
  });
}
