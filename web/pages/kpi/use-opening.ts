import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMay } from "../../layout/session.ts";
import type { Dimension } from "../../types.ts";

export type Opening = { month: (month: string) => void; group: (split: Dimension, group: string) => void };

/** Opens the crimes behind a month or a group of a chart; null for readers who may see no lists of crimes. */
export function useOpening(): Opening | null {
  const navigate = useNavigate({ from: "/kpi/$id" });
  const may = useMay("list-crimes");
  return useMemo(
    () =>
      may
        ? {
            month: (month) =>
              void navigate({
                search: ({ group: _, ...now }) => ({ ...now, month }),
                hash: "crimes",
                resetScroll: false,
              }),
            group: (split, group) =>
              void navigate({
                search: ({ month: _, ...now }) => ({ ...now, split, group }),
                hash: "crimes",
                resetScroll: false,
              }),
          }
        : null,
    [navigate, may],
  );
}
