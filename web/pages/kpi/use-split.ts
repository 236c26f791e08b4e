import { useNavigate, useSearch } from "@tanstack/react-router";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import { dimensionKeys } from "../../search.ts";
import type { Dimension } from "../../types.ts";

/** The dimension by which the page is split: the one in the address, otherwise the first with more than one group (when
 * one district is chosen, the first other one). */
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
