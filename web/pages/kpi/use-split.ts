import { useNavigate, useSearch } from "@tanstack/react-router";
import { dimensionNames, firstDimension } from "../../filters/units.ts";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import { chosenOf } from "../../search.ts";
import type { Dimension } from "../../types.ts";

/** The dimension by which the page is split: the one in the address, otherwise the first with more than one group (when
 * one value of the first dimension is chosen, another one). */
export function useSplit(): {
  split: Dimension | null;
  offered: Dimension[];
  choose: (value: string) => void;
} {
  const snapshot = useSnapshot();
  const { dimensions } = snapshot;
  const { filters } = useFilters();
  const named = useSearch({ from: "/kpi/$id" }).split;
  const asked = named !== undefined && dimensions[named] ? named : undefined;
  const navigate = useNavigate({ from: "/kpi/$id" });
  const offered = dimensionNames(snapshot).filter(
    (key) => (dimensions[key]?.length ?? 0) > 1 || key === asked,
  );
  const first = firstDimension(snapshot)?.name;
  const isOne = first !== undefined && chosenOf(filters, first).length === 1;
  const usual = isOne ? offered.find((key) => key !== first) : offered[0];
  return {
    split: asked ?? usual ?? null,
    offered,
    choose(value) {
      const chosen = offered.find((key) => key === value);
      if (chosen)
        void navigate({ search: ({ group: _, ...now }) => ({ ...now, split: chosen }), resetScroll: false });
    },
  };
}
