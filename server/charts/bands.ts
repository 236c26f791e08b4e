import type { Limits, Point } from "../contract/series.ts";
import { isJudged, unjudgedReason } from "../wording/judging.ts";

/** Average and limits as they hold from one month to another, by position in the list. */
export type Band = { from: number; to: number; mean: number; lower: number; upper: number };

/** The stretches in which average and limits stay the same; a re-basing begins a new one. */
export function bandsOf(points: Point[], limits: Limits | null): Band[] {
  const bands: Band[] = [];
  for (const [index, { spc }] of points.entries()) {
    if (!spc) continue;
    const last = bands.at(-1);
    if (last && last.mean === spc.mean && last.lower === spc.lower && last.upper === spc.upper)
      last.to = index;
    else bands.push({ from: index, to: index, mean: spc.mean, lower: spc.lower, upper: spc.upper });
  }
  if (bands.length > 0 || !limits) return bands;
  const from = points.findIndex((point) => isJudged(point) && point.month >= limits.from);
  const to = points.findLastIndex(isJudged);
  return from < 0 ? [] : [{ from, to, mean: limits.mean, lower: limits.lower, upper: limits.upper }];
}

export type Stretch = { from: number; to: number; reason: string };

/** The stretches that are hatched because they are not judged, with the reason. Hidden months have another mark and do not
 * interrupt a stretch. */
export function unjudgedStretches(points: Point[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, point] of points.entries()) {
    const reason = unjudgedReason(point);
    if (!reason || point.suppressed) continue;
    const last = stretches.at(-1);
    const between = points.slice((last?.to ?? 0) + 1, index);
    if (last && between.every(({ suppressed }) => suppressed) && joins(last.reason, reason)) {
      last.to = index;
      if (reason === "Maturing") last.reason = reason;
    } else stretches.push({ from: index, to: index, reason });
  }
  return stretches;
}

/** A part month at the end of a maturing tail is one stretch with it. */
function joins(before: string, now: string): boolean {
  return before === now || (before === "Maturing" && now === "Part month");
}

/** Runs of months that may be joined by a line: broken where a figure is missing. */
export function unbroken<Item>(items: Item[], holds: (item: Item) => boolean): Item[][] {
  const runs: Item[][] = [];
  let isOpen = false;
  for (const item of items) {
    if (!holds(item)) {
      isOpen = false;
      continue;
    }
    if (isOpen) runs.at(-1)?.push(item);
    else runs.push([item]);
    isOpen = true;
  }
  return runs;
}
