import type { z } from "zod";
import type { funnelSchema, incidenceSchema } from "../contract/attrition.ts";
import type { Point } from "../contract/series.ts";
import { open as openGroup } from "../model/groups.ts";
import { type Extent, roundReleased, roundTo } from "./rounding.ts";
import { hideInTable } from "./secondary.ts";
import type { View } from "./view.ts";

/** The one place where small numbers are protected. Whatever shows figures goes through one of these functions: pages,
 * API, text, charts and files. Each gives back what it was given, with what may not be shown left out as null. */

type Funnel = z.infer<typeof funnelSchema>;
type Incidence = z.infer<typeof incidenceSchema>;

/** What is known of the figures: the unit of the values, whether they are stocks, whether they are of a group rather than
 * of the whole, and the as-at month, after which nothing has happened yet. */
export type Shown = {
  unit: "share" | "days" | "crimes";
  isStock: boolean;
  isGroup: boolean;
  lastMonth: string;
};

/** Groups under this size are shown to analysts only. */
const smallestGroup = 5;

/** A released quantile needs this many times the fewest crimes that may be shown: the upper ones have as many beyond
 * them, so that none is near the longest time of all. */
const timesFewest = { value: 1, p75: 4, p90: 10 };

/** A count as it may be shown, null where it may not. Counts under the rule's limit, 0 too, are hidden, the others
 * rounded. */
export function showCount(
  count: number,
  view: View,
  isGroup: boolean,
  extent: Extent = "total",
): number | null {
  switch (view.exactness) {
    case "exact":
      return count;
    case "no-small-groups":
      return isGroup && count > 0 && count < smallestGroup ? null : count;
    case "released":
      return roundReleased(count, view.rule, extent, isGroup);
  }
}

/** The counts of a table, or of a list that is a table of one row, as they may be shown beside their totals: from officers
 * the next smallest is kept too where one alone is hidden, or it could be worked out. */
export function showTable(counts: number[][], view: View, isGroup: boolean, extent: Extent = "total") {
  const hidden = secondaryHidden(counts, view, isGroup);
  return counts.map((row, y) =>
    row.map((count, x) => (hidden[y]?.[x] ? null : showCount(count, view, isGroup, extent))),
  );
}

/** Which cells of a table are kept from officers; nothing from anybody else, to whom other rules apply. */
export function secondaryHidden(counts: (number | null)[][], view: View, isGroup: boolean): boolean[][] {
  if (view.exactness !== "no-small-groups" || !isGroup) return [];
  return hideInTable(counts, (count) => showCount(count, view, true) === null);
}

/** A share of two counts as it may be shown: worked out from the counts as they are shown, null where either is hidden. Rounded counts
 * that are alike do not tell that all of them are meant: 26 of 41 may be shown as 40 of 40, so no released share is 100 %. */
export function showShare(
  numerator: number,
  denominator: number,
  view: View,
  isGroup: boolean,
  extent: Extent = "total",
) {
  const shown = {
    numerator: showCount(numerator, view, isGroup, extent),
    denominator: showCount(denominator, view, isGroup, extent),
  };
  if (shown.numerator === null || !shown.denominator) return { ...shown, value: null };
  const value = shown.numerator / shown.denominator;
  return { ...shown, value: view.exactness === "released" && value >= 1 ? null : value };
}

/** Whether a share is kept back: a count of it is, or the rounded counts are alike. */
export function isShareHidden(share: ReturnType<typeof showShare>, { exactness }: View): boolean {
  if (exactness === "released") return share.value === null;
  return share.numerator === null || share.denominator === null;
}

/** The points of a series as they may be shown, without what the control chart says of them: that is worked out from
 * the points that this gives. */
export function showPoints(points: Point[], shown: Shown, view: View): Point[] {
  if (view.exactness === "exact") return points;
  const every = points.map((point) =>
    point.month > shown.lastMonth ? point : showPoint(point, shown, view),
  );
  return view.exactness === "no-small-groups" && shown.isGroup ? hidePoints(points, every, view) : every;
}

/** The points of a split, in whose months no group can be worked out from the whole. */
function hidePoints(exact: Point[], shown: Point[], view: View): Point[] {
  const months = new Map<string, number[]>();
  exact.forEach(({ month, split }, place) => {
    if (split !== null) months.set(month, [...(months.get(month) ?? []), place]);
  });
  const left = [...shown];
  for (const places of months.values()) {
    for (const key of ["numerator", "denominator", "undated"] as const) {
      const [hidden = []] = secondaryHidden([places.map((place) => exact[place]?.[key] ?? null)], view, true);
      places.forEach((place, index) => {
        const point = left[place];
        if (!point || !hidden[index] || point[key] === null) return;
        const isUndated = key === "undated";
        left[place] = isUndated ? { ...point, undated: null } : { ...point, ...nothing, [key]: null };
      });
    }
  }
  return left;
}

const nothing = { value: null, p75: null, p90: null, parts: null, suppressed: true };

function showPoint(point: Point, { unit, isStock, isGroup }: Shown, view: View): Point {
  const extent = isStock ? "total" : "month";
  const parts = showParts(point.parts, view, isGroup);
  const undated = point.undated === null ? null : showCount(point.undated, view, isGroup, extent);
  const shown = { ...point, parts, undated };
  switch (unit) {
    case "share": {
      const share = showShare(point.numerator ?? 0, point.denominator ?? 0, view, isGroup, extent);
      return { ...shown, ...share, suppressed: isShareHidden(share, view) };
    }
    case "crimes": {
      const value = showCount(point.value ?? 0, view, isGroup, extent);
      return { ...shown, numerator: value, value, suppressed: value === null };
    }
    case "days": {
      const crimes = point.denominator ?? 0;
      const denominator = showCount(crimes, view, isGroup, extent);
      const quantiles = showQuantiles(point, crimes, view, isGroup);
      return { ...shown, ...quantiles, denominator, suppressed: denominator === null };
    }
  }
}

/** The median and the upper quantiles in days, of so many crimes, as they may be shown. */
export function showQuantiles(
  quantiles: { value: number | null; p75: number | null; p90: number | null },
  crimes: number,
  view: View,
  isGroup: boolean,
) {
  const isHidden = showCount(crimes, view, isGroup, "month") === null;
  const show = (days: number | null, times: number): number | null => {
    if (isHidden || days === null) return null;
    if (view.exactness !== "released") return days;
    return crimes < view.rule.hide_under * times ? null : roundTo(days, view.rule.round_days_to);
  };
  return {
    value: show(quantiles.value, timesFewest.value),
    p75: show(quantiles.p75, timesFewest.p75),
    p90: show(quantiles.p90, timesFewest.p90),
  };
}

/** Outcomes apart. Released figures have none: two that are hidden and a sum that is shown can tell both. */
function showParts(parts: Point["parts"], view: View, isGroup: boolean): Point["parts"] {
  if (!parts || view.exactness === "released") return null;
  const names = Object.keys(parts);
  const [shown = []] = showTable([names.map((name) => parts[name] ?? 0)], view, isGroup, "month");
  return Object.fromEntries(names.map((name, place) => [name, shown[place] ?? null]));
}

/** The funnel as it may be shown; what may not be is null. */
export function showFunnel(funnel: Funnel, view: View, isGroup: boolean): Funnel {
  const extent = extentOf(funnel.cohort);
  const show = (crimes: number | null) => (crimes === null ? null : showCount(crimes, view, isGroup, extent));
  return {
    ...funnel,
    cohort: { ...funnel.cohort, crimes: show(funnel.cohort.crimes) },
    left_out: show(funnel.left_out),
    stages: funnel.stages.map((stage, place) => ({
      ...stage,
      crimes: show(stage.crimes),
      share:
        place === 0
          ? ofItself(show(stage.crimes))
          : showShare(stage.crimes ?? 0, funnel.cohort.crimes ?? 0, view, isGroup, extent).value,
    })),
    early_advice: show(funnel.early_advice),
    skipped: show(funnel.skipped),
  };
}

/** What share the first step, all crimes of the cohort, is of them: certainly all. */
function ofItself(crimes: number | null): number | null {
  return crimes ? 1 : null;
}

/** The days at which a released incidence curve is read: a day-by-day curve would show each single outcome. */
export const landmarks = [28, 90, 180, 365, 730];

/** The curves as they may be shown. Released ones are read at landmark days, as shares of rounded counts, without bands, the
 * rare outcome groups joined and all of them named, since one that is not would be none at all: a curve is null where it stands for
 * too few crimes. A group too small for the view has no curves. */
export function showIncidence(
  incidence: Incidence,
  releasedGroups: string[],
  view: View,
  isGroup: boolean,
): Incidence {
  const { cohort } = incidence;
  const extent = extentOf(cohort);
  const counts = {
    crimes: cohort.crimes === null ? null : showCount(cohort.crimes, view, isGroup, extent),
    undated: cohort.undated === null ? null : showCount(cohort.undated, view, isGroup, extent),
  };
  const shown = { ...incidence, cohort: { ...cohort, ...counts } };
  if (view.exactness === "exact") return shown;
  if (counts.crimes === null) return { ...shown, days: [], groups: {}, open: [], crimes: {}, bands: {} };
  if (view.exactness === "no-small-groups") return shown;
  const dated = (cohort.crimes ?? 0) - (cohort.undated ?? 0);
  const places = landmarks.map((day) => incidence.days.indexOf(day)).filter((place) => place >= 0);
  const read = (curve: (number | null)[]) =>
    places.map(
      (place) => showShare(Math.round((curve[place] ?? 0) * dated), dated, view, isGroup, extent).value,
    );
  return {
    ...shown,
    days: places.map((place) => incidence.days[place] ?? 0),
    groups: Object.fromEntries(releasedGroups.map((group) => [group, read(incidence.groups[group] ?? [])])),
    open: read(incidence.open),
    crimes: Object.fromEntries(
      [...releasedGroups, openGroup].map((group) => [
        group,
        places.map((place) => showCount(incidence.crimes[group]?.[place] ?? 0, view, isGroup, extent)),
      ]),
    ),
    bands: {},
  };
}

function extentOf({ from, to }: { from: string; to: string }): Extent {
  return from === to ? "month" : "total";
}
