import type { Better } from "../contract/kpi.ts";
import type { Point, Verdict } from "../contract/series.ts";

/** How one month is drawn and spoken of: what its signal means for this KPI, or why it is not judged. */
export type Mark = "improvement" | "concern" | "signal" | "common" | "unjudged";

/** The mark of a month: its signal read with the direction that is better, hollow when the month is not judged. */
export function markOf(point: Point, better: Better): Mark {
  if (!isJudged(point)) return "unjudged";
  if (!point.spc || point.spc.signal === "none" || !point.spc.direction) return "common";
  if (better === "neutral") return "signal";
  const higher = point.spc.direction === "up";
  return higher === (better === "higher") ? "improvement" : "concern";
}

/** A group of fewer crimes is shown as numbers and never judged. */
export const fewestToJudge = 20;

/** Whether a month may be judged: whole, of age, and not from the time when the export had yet to fill. */
export function isJudged(point: Point): boolean {
  return point.complete && point.mature !== false && !point.ramp_up && !point.suppressed;
}

/** The latest month that may be judged and holds a figure: the one a headline speaks of. */
export function latestJudged(points: Point[]): Point | null {
  return points.findLast((point) => isJudged(point) && point.value !== null) ?? null;
}

/** Whether no crime at all stands behind these months. */
export function isEmpty(points: Point[]): boolean {
  return points.every((point) => (point.denominator ?? point.numerator ?? 0) === 0 && !point.suppressed);
}

/** Whether every figure that these months could show is a small number that the reader may not see. */
export function isHidden(points: Point[]): boolean {
  return points.some(({ suppressed }) => suppressed) && points.every(({ value }) => value === null);
}

/** Whether a month after this one could be judged, were its number not too small to show. */
export function isHiddenAfter(points: Point[], { month }: Point): boolean {
  return points.some(
    (point) => point.month > month && point.suppressed && isJudged({ ...point, suppressed: false }),
  );
}

/** Why there is no latest figure. */
export function noFigureWords(points: Point[]): string {
  return isHidden(points) ? "Too few crimes in every month to show a figure" : "No month may be judged yet";
}

/** Why a month is not judged, in two words; null when it is. */
export function unjudgedReason(point: Point): string | null {
  if (point.suppressed) return "Too few to show";
  if (point.ramp_up) return "Ramp-up";
  if (!point.complete) return "Part month";
  if (point.mature === false) return "Maturing";
  return null;
}

export function markOfVerdict(verdict: Pick<Verdict, "variation">): Mark {
  if (verdict.variation === "improvement" || verdict.variation === "concern") return verdict.variation;
  return verdict.variation === "neutral" ? "signal" : "common";
}
