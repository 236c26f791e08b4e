import type { z } from "zod";
import type { funnelSchema, incidenceSchema, Point } from "../schemas.ts";
import type { View } from "./view.ts";

/** The one place where small numbers are protected. Whatever shows figures goes through one of these functions: pages,
 * API, text, charts and files. Each gives back what it was given, with what may not be shown left out as null. */

type Funnel = z.infer<typeof funnelSchema>;
type Incidence = z.infer<typeof incidenceSchema>;

/** What is known of the figures: the unit of the values, whether they are of a group rather than of the whole, and the
 * as-at month, after which nothing has happened yet. */
export type Shown = { unit: "share" | "days" | "crimes"; isGroup: boolean; lastMonth: string };

/** Groups under this size are shown to analysts only. */
const smallestGroup = 5;

/** A released quantile needs this many times the fewest crimes that may be shown: the upper ones have as many beyond
 * them, so that none is near the longest time of all. */
const timesFewest = { value: 1, p75: 4, p90: 10 };

/** A count as it may be shown, null where it may not. Counts under the rule's limit, 0 too, are hidden, the others
 * rounded. */
export function showCount(count: number, view: View, isGroup: boolean): number | null {
  switch (view.exactness) {
    case "exact":
      return count;
    case "no-small-groups":
      return isGroup && count > 0 && count < smallestGroup ? null : count;
    case "released":
      return count < view.rule.hide_under ? null : roundTo(count, view.rule.round_to);
  }
}

/** A share of two counts as it may be shown: worked out from the counts as they are shown, null where either is hidden. */
export function showShare(numerator: number, denominator: number, view: View, isGroup: boolean) {
  const shown = {
    numerator: showCount(numerator, view, isGroup),
    denominator: showCount(denominator, view, isGroup),
  };
  const value =
    shown.numerator === null || !shown.denominator ? null : Math.min(shown.numerator / shown.denominator, 1);
  return { ...shown, value };
}

/** The points of a series as they may be shown, without what the control chart says of them: that is worked out from
 * the points that this gives. */
export function showPoints(points: Point[], shown: Shown, view: View): Point[] {
  if (view.exactness === "exact") return points;
  return points.map((point) => (point.month > shown.lastMonth ? point : showPoint(point, shown, view)));
}

function showPoint(point: Point, { unit, isGroup }: Shown, view: View): Point {
  const parts = showParts(point.parts, view, isGroup);
  const undated = point.undated === null ? null : showCount(point.undated, view, isGroup);
  const shown = { ...point, parts, undated };
  switch (unit) {
    case "share": {
      const share = showShare(point.numerator ?? 0, point.denominator ?? 0, view, isGroup);
      return { ...shown, ...share, suppressed: share.numerator === null || share.denominator === null };
    }
    case "crimes": {
      const value = showCount(point.value ?? 0, view, isGroup);
      return { ...shown, numerator: value, value, suppressed: value === null };
    }
    case "days": {
      const crimes = point.denominator ?? 0;
      const denominator = showCount(crimes, view, isGroup);
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
  const isHidden = showCount(crimes, view, isGroup) === null;
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

function showParts(parts: Point["parts"], view: View, isGroup: boolean): Point["parts"] {
  if (!parts) return null;
  return Object.fromEntries(
    Object.entries(parts).map(([part, count]) => [
      part,
      count === null ? null : showCount(count, view, isGroup),
    ]),
  );
}

/** The funnel as it may be shown; a stage or a way out that may not has null crimes. */
export function showFunnel(funnel: Funnel, view: View, isGroup: boolean): Funnel {
  const show = (crimes: number | null) => (crimes === null ? null : showCount(crimes, view, isGroup));
  return {
    ...funnel,
    cohort: { ...funnel.cohort, crimes: show(funnel.cohort.crimes) },
    stages: funnel.stages.map((stage) => ({
      ...stage,
      crimes: show(stage.crimes),
      share: showShare(stage.crimes ?? 0, funnel.cohort.crimes ?? 0, view, isGroup).value,
      left: stage.left.map(({ outcome_group, crimes }) => ({ outcome_group, crimes: show(crimes) })),
    })),
  };
}

/** The days at which a released incidence curve is read: a day-by-day curve would show each single outcome. */
const landmarks = [28, 90, 180, 365, 730];

/** The curves as they may be shown. Released ones are read at landmark days, as shares of rounded counts, without bands:
 * a curve is null where it stands for too few crimes. A group too small for the view has no curves. */
export function showIncidence(incidence: Incidence, view: View, isGroup: boolean): Incidence {
  const { cohort } = incidence;
  const counts = {
    crimes: cohort.crimes === null ? null : showCount(cohort.crimes, view, isGroup),
    undated: cohort.undated === null ? null : showCount(cohort.undated, view, isGroup),
  };
  const shown = { ...incidence, cohort: { ...cohort, ...counts } };
  if (view.exactness === "exact") return shown;
  if (counts.crimes === null) return { ...shown, days: [], groups: {}, open: [], crimes: {}, bands: {} };
  if (view.exactness === "no-small-groups") return shown;
  const dated = (cohort.crimes ?? 0) - (cohort.undated ?? 0);
  const places = landmarks.map((day) => incidence.days.indexOf(day)).filter((place) => place >= 0);
  const read = (curve: (number | null)[]) =>
    places.map((place) => showShare(Math.round((curve[place] ?? 0) * dated), dated, view, isGroup).value);
  return {
    ...shown,
    days: places.map((place) => incidence.days[place] ?? 0),
    groups: Object.fromEntries(
      Object.entries(incidence.groups).map(([group, curve]) => [group, read(curve)]),
    ),
    open: read(incidence.open),
    crimes: Object.fromEntries(
      Object.entries(incidence.crimes).map(([group, counts]) => [
        group,
        places.map((place) => showCount(counts[place] ?? 0, view, isGroup)),
      ]),
    ),
    bands: {},
  };
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}
