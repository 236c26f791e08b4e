import type { Breakdown, BreakdownGroup, BreakdownRow } from "../contract/breakdown.ts";
import { isFew } from "../wording/judging.ts";
import { isShareHidden, secondaryHidden, showCount, showQuantiles, showShare } from "./release.ts";
import type { View } from "./view.ts";

type Figures = Pick<BreakdownRow, "numerator" | "denominator" | "value" | "average">;

/** What a breakdown is of: whether it is filtered, and every group that there may be. */
type Shown = { isFiltered: boolean; labels: string[] };

/** Shows a breakdown. A released one has counts, and shares and medians made of them, and nothing from which
 * exact ones could be worked out: no interval, contribution or place in a funnel. It names every group, those without a
 * crime too, in the order of what is shown: a group that is left out, or an order by size, would tell as much. */
export function showBreakdown(breakdown: Breakdown, view: View, { isFiltered, labels }: Shown): Breakdown {
  if (view.exactness === "exact") return breakdown;
  const { whole, groups, funnel, unit } = breakdown;
  const shown = groups.map((group) => showGroup(group, unit, view));
  const showing = { ...breakdown, whole: whole && showRow(whole, unit, view, isFiltered) };
  if (view.exactness === "no-small-groups")
    return { ...showing, groups: hideGroups(groups, shown, view), funnel };
  const absent = labels.filter((label) => groups.every(({ split }) => split !== label));
  const every = [...shown, ...(whole ? absent : []).map((split) => ({ ...hidden, split }))];
  return { ...showing, groups: every.sort(byWhatIsShown), funnel: null };
}

/** Hides groups, so that none can be worked out from the whole, now or in the period compared with. */
function hideGroups(exact: BreakdownGroup[], shown: BreakdownGroup[], view: View): BreakdownGroup[] {
  const column = (read: (group: BreakdownGroup) => number | null | undefined) =>
    secondaryHidden([exact.map((group) => read(group) ?? null)], view, true)[0] ?? [];
  const numerators = column((group) => group.numerator);
  const denominators = column((group) => group.denominator);
  const undated = column((group) => group.undated);
  const numeratorsBefore = column(({ compared }) => compared?.numerator);
  const denominatorsBefore = column(({ compared }) => compared?.denominator);
  return shown.map((group, place) =>
    hideCounts(group, {
      numerator: numerators[place] ?? false,
      denominator: denominators[place] ?? false,
      undated: undated[place] ?? false,
      numeratorBefore: numeratorsBefore[place] ?? false,
      denominatorBefore: denominatorsBefore[place] ?? false,
    }),
  );
}

/** Which counts of a group are hidden, now and in the period compared with. */
type HiddenCounts = Record<
  "numerator" | "denominator" | "undated" | "numeratorBefore" | "denominatorBefore",
  boolean
>;

function hideCounts(group: BreakdownGroup, isHidden: HiddenCounts): BreakdownGroup {
  const { compared } = group;
  const isHiddenNow = isHidden.numerator || isHidden.denominator;
  const wasHiddenThen = isHidden.numeratorBefore || isHidden.denominatorBefore;
  return {
    ...(isHiddenNow ? { ...hidden, split: group.split } : group),
    numerator: unless(isHidden.numerator, group.numerator),
    denominator: unless(isHidden.denominator, group.denominator),
    undated: unless(isHidden.undated, group.undated),
    few: group.few,
    compared: compared && {
      numerator: unless(isHidden.numeratorBefore, compared.numerator),
      denominator: unless(isHidden.denominatorBefore, compared.denominator),
      value: unless(wasHiddenThen, compared.value),
      average: unless(wasHiddenThen, compared.average),
    },
    contribution: unless(isHiddenNow || wasHiddenThen, group.contribution),
    crimes_affected: unless(isHiddenNow || wasHiddenThen, group.crimes_affected),
  };
}

function unless<Value>(isHidden: boolean, value: Value): Value | null {
  return isHidden ? null : value;
}

const hidden: Omit<BreakdownGroup, "split"> = {
  numerator: null,
  denominator: null,
  value: null,
  p75: null,
  p90: null,
  undated: null,
  average: null,
  interval: null,
  few: true,
  suppressed: true,
  compared: null,
  contribution: null,
  crimes_affected: null,
  funnel: null,
  side: null,
};

function byWhatIsShown(a: BreakdownGroup, b: BreakdownGroup): number {
  const size = ({ denominator, numerator }: BreakdownGroup) => denominator ?? numerator ?? 0;
  return size(b) - size(a) || a.split.localeCompare(b.split);
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
    few: view.exactness === "released" ? isFew(figures) : row.few,
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
      return { ...share, average: share.value, suppressed: isShareHidden(share, view) };
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
