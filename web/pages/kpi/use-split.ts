import { useNavigate, useSearch } from "@tanstack/react-router";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import { dimensionKeys } from "../../search.ts";
import type { Dimension } from "../../types.ts";

/** The dimension that the page is split by, in the address; without one the first that tells groups apart. */
export function useSplit(): {
  split: Dimension | null;
  offered: Dimension[];
  choose: (value: string) => void;
} {
  const { dimensions } = useSnapshot();
  const { filters } = useFilters();
  const asked = useSearch({ from: "/kpi/$id" }).split;
  const navigate = useNavigate({ from: "/kpi/$id" });
  const offered = dimensionKeys.filter((key) => (dimensions[key]?.length ?? 0) > 1 || key === asked);
  const usual = filters.district?.length === 1 ? offered.find((key) => key !== "district") : offered[0];
  return {
    split: asked ?? usual ?? null,
    offered,
    choose(value) {
      const chosen = dimensionKeys.find((key) => key === value);
      if (chosen)
        void navigate({ search: ({ group: _, ...now }) => ({ ...now, split: chosen }), resetScroll: false });
    },
  };
}
