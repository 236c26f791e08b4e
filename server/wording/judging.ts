import type { Better, Kind } from "../contract/kpi.ts";
import type { Point, Verdict } from "../contract/series.ts";

/** How a month is drawn and named: what its signal means for this KPI, or that it is not judged. */
export type Mark = "improvement" | "concern" | "signal" | "common" | "unjudged";

/** The mark of a month: its signal seen with the KPI's better direction, hollow if the month is not judged. */
export function markOf(point: Point, better: Better): Mark {
  if (!isJudged(point)) return "unjudged";
  if (!point.spc || point.spc.signal === "none" || !point.spc.direction) return "common";
  return markOfVerdict({ variation: meaningOf(point.spc.direction, better) });
}

/** Says what a rise or a fall means for a KPI, by its better direction. */
export function meaningOf(direction: "up" | "down", better: Better): "improvement" | "concern" | "neutral" {
  if (better === "neutral") return "neutral";
  return (direction === "up") === (better === "higher") ? "improvement" : "concern";
}

/** A group with fewer crimes than this is shown as numbers and never judged. */
export const fewestToJudge = 20;

/** Whether a figure counts too few crimes to be judged. */
export function isFew(figures: { numerator: number | null; denominator: number | null }): boolean {
  return (figures.denominator ?? figures.numerator ?? 0) < fewestToJudge;
}

type Judgeable = Pick<Point, "complete" | "mature" | "ramp_up"> & { suppressed?: boolean };

/** Whether a month may be judged: it is complete, mature, not in the ramp-up of the export and not hidden. */
export function isJudged(month: Judgeable): boolean {
  return month.complete && month.mature !== false && !month.ramp_up && !month.suppressed;
}

/** The latest month that may be judged and has a figure. Headlines are about this month. */
export function latestJudged(points: Point[]): Point | null {
  return points.findLast((point) => isJudged(point) && point.value !== null) ?? null;
}

/** The month whose figure is shown as the latest. Of a stock that is the last one there is: it is true whatever the past. Otherwise
 * it is the latest that may be judged; where the export has yet to fill, the latest whole month, which is not judged. There is none
 * where a later month is hidden: the months that are left are the extremes. */
export function latestShown({ kind }: { kind: Kind }, points: Point[]): Point | null {
  const shown = points.filter(({ value, suppressed }) => value !== null && !suppressed);
  const filling = (point: Point) => isJudged({ ...point, ramp_up: false });
  const latest = kind === "stock" ? shown.at(-1) : (latestJudged(points) ?? shown.findLast(filling));
  if (!latest) return null;
  return hidesMonths(points.filter(({ month }) => month > latest.month)) ? null : latest;
}

/** Whether these months count no crime. */
export function isEmpty(points: Point[]): boolean {
  return points.every((point) => (point.denominator ?? point.numerator ?? 0) === 0 && !point.suppressed);
}

/** Whether no month has a figure and at least one is hidden as a small number. */
export function isHidden(points: Point[]): boolean {
  return points.some(({ suppressed }) => suppressed) && points.every(({ value }) => value === null);
}

/** Whether a month is hidden as a small number that could otherwise be judged. */
export function hidesMonths(points: Point[]): boolean {
  return points.some((point) => point.suppressed && isJudged({ ...point, suppressed: false }));
}

/** Says why there is no latest figure. */
export function noFigureWords(points: Point[]): string {
  if (isHidden(points)) return "Too few in every month to show a figure";
  return hidesMonths(points) ? "Too few in the latest months to show a figure" : "No month may be judged yet";
}

/** Says why a month is not judged, in two words; null if it is judged. */
export function unjudgedReason(point: Point): string | null {
  if (point.suppressed) return "Too few to show";
  if (point.ramp_up) return "Ramp-up";
  if (!point.complete) return "Part month";
  if (point.mature === false) return "Maturing";
  return null;
}

const verdictMarks = {
  improvement: "improvement",
  concern: "concern",
  neutral: "signal",
  "look-again": "common",
  "common-cause": "common",
  none: "unjudged",
} as const;

/** The mark for a verdict. */
export function markOfVerdict(verdict: Pick<Verdict, "variation">): Mark {
  return verdictMarks[verdict.variation];
}
