import { useNavigate, useSearch } from "@tanstack/react-router";
import { type AttritionSearch, type FilterSearch, type KpiSearch, readFilters } from "../search.ts";

/** The filters in the address and the way to change them; each change is a step that Back undoes. */
export function useFilters(): {
  filters: FilterSearch;
  change: (step: (now: FilterSearch) => FilterSearch) => void;
} {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = readFilters(search);
  function change(step: (now: FilterSearch) => FilterSearch) {
    void navigate({
      to: ".",
      search: (now) => ({ ...aside(now), ...step(readFilters(now)) }),
      resetScroll: false,
    });
  }
  return { filters, change };
}

/** What the address holds besides filters; the month whose crimes are listed belongs to the figures before. */
function aside({ split, cohort }: KpiSearch & AttritionSearch): KpiSearch & AttritionSearch {
  return { ...(split && { split }), ...(cohort && { cohort }) };
}
