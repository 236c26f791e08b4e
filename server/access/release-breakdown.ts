import type { Breakdown, BreakdownGroup, BreakdownRow } from "../routes/breakdown-schemas.ts";
import { showCount, showQuantiles, showShare } from "./release.ts";
import type { View } from "./view.ts";

type Figures = Pick<BreakdownRow, "numerator" | "denominator" | "value" | "average">;

/** A breakdown as it may be shown. A released one has counts, and shares and medians made of them, and nothing from which
 * exact ones could be worked out: no interval, contribution or place in a funnel. */
export function showBreakdown(breakdown: Breakdown, view: View, isFiltered: boolean): Breakdown {
  if (view.exactness === "exact") return breakdown;
  const { whole, groups, funnel, unit } = breakdown;
  return {
    ...breakdown,
    whole: whole && showRow(whole, unit, view, isFiltered),
    groups: groups.map((group) => showGroup(group, unit, view)),
    funnel: view.exactness === "released" ? null : funnel,
  };
}

function showGroup(group: BreakdownGroup, unit: Breakdown["unit"], view: View): BreakdownGroup {
  const { split, funnel, side, ...row } = group;
  const shown = showRow(row, unit, view, true);
  const isPlaced = view.exactness !== "released" && !shown.suppressed;
  return { split, ...shown, funnel: isPlaced ? funnel : null, side: isPlaced ? side : null };
}

function showRow(row: BreakdownRow, unit: Breakdown["unit"], view: View, isGroup: boolean): BreakdownRow {
  const figures = showFigures(row, unit, view, isGroup);
  const compared = row.compared && showFigures(row.compared, unit, view, isGroup);
  const isExact = view.exactness !== "released" && !figures.suppressed;
  const isCompared = isExact && compared?.suppressed === false;
  const quantiles = showQuantiles(row, row.denominator ?? 0, view, isGroup);
  return {
    ...row,
    ...figures,
    p75: quantiles.p75,
    p90: quantiles.p90,
    undated: row.undated === null ? null : showCount(row.undated, view, isGroup, "total"),
    interval: isExact ? row.interval : null,
    compared: compared && withoutMark(compared),
    contribution: isCompared ? row.contribution : null,
    crimes_affected: isCompared ? row.crimes_affected : null,
  };
}

function showFigures(
  figures: Figures,
  unit: Breakdown["unit"],
  view: View,
  isGroup: boolean,
): Figures & { suppressed: boolean } {
  const { numerator, denominator, value, average } = figures;
  switch (unit) {
    case "share": {
      const share = showShare(numerator ?? 0, denominator ?? 0, view, isGroup, "total");
      const suppressed = share.numerator === null || share.denominator === null;
      return { ...share, average: share.value, suppressed };
    }
    case "crimes": {
      const count = showCount(value ?? 0, view, isGroup, "total");
      return { numerator: count, denominator: null, value: count, average: null, suppressed: count === null };
    }
    case "days": {
      const crimes = showCount(denominator ?? 0, view, isGroup, "total");
      const median = showQuantiles({ value, p75: null, p90: null }, denominator ?? 0, view, isGroup).value;
      const isExact = view.exactness !== "released" && crimes !== null;
      return {
        numerator: null,
        denominator: crimes,
        value: median,
        average: isExact ? average : null,
        suppressed: crimes === null,
      };
    }
  }
}

function withoutMark({ suppressed: _, ...figures }: Figures & { suppressed: boolean }): Figures {
  return figures;
}
