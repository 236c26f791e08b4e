import { useNavigate, useSearch } from "@tanstack/react-router";
import { useContext } from "react";
import { SnapshotContext } from "../layout/snapshot.ts";
import {
  type AttritionSearch,
  type FilterSearch,
  type KpiSearch,
  knownFilters,
  readFilters,
} from "../search.ts";

/** Reads the filters that the snapshot knows from the address and changes them. The browser's Back button undoes each change. */
export function useFilters(): {
  filters: FilterSearch;
  change: (step: (now: FilterSearch) => FilterSearch) => void;
} {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const snapshot = useContext(SnapshotContext);
  const known = (filters: FilterSearch) => (snapshot ? knownFilters(filters, snapshot) : filters);
  const filters = known(readFilters(search));
  function change(step: (now: FilterSearch) => FilterSearch) {
    void navigate({
      to: ".",
      search: (now) => ({ ...aside(now), ...step(known(readFilters(now))) }),
      resetScroll: false,
    });
  }
  return { filters, change };
}

/** Keeps the rest of the address, except the month whose crimes are listed: it belonged to the earlier figures. */
function aside({ split, cohort }: KpiSearch & AttritionSearch): KpiSearch & AttritionSearch {
  return { ...(split && { split }), ...(cohort && { cohort }) };
}
