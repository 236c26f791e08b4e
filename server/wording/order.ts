import type { Kpi } from "../contract/kpi.ts";
import { families } from "./words.ts";

type Ranked = Pick<Kpi, "family" | "available" | "headline" | "matures_after_days" | "kind" | "better">;

const kinds: Kpi["kind"][] = ["share", "duration", "count", "stock"];

/** Sorts KPIs for every page: by family, those of the flight deck first, then measures of a cohort at a fixed age, other shares, durations, counts and stocks. Among
 * equals those with a better direction come first. */
export function inOrder<Item>(items: Item[], kpiOf: (item: Item) => Ranked): Item[] {
  return items.toSorted((a, b) => {
    const [left, right] = [rank(kpiOf(a)), rank(kpiOf(b))];
    const apart = left.findIndex((place, index) => place !== right[index]);
    return apart < 0 ? 0 : (left[apart] ?? 0) - (right[apart] ?? 0);
  });
}

function rank(kpi: Ranked): number[] {
  return [
    families.findIndex(({ id }) => id === kpi.family),
    kpi.available ? 0 : 1,
    kpi.headline ? 0 : 1,
    kpi.matures_after_days === null ? 1 : 0,
    kinds.indexOf(kpi.kind),
    kpi.better === "neutral" ? 1 : 0,
  ];
}
