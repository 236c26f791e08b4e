import type { Limits, Point, Verdict } from "../contract/series.ts";
import type { Definition } from "../model/definition.ts";
import { formatAverage, formatLongMonth, formatRange, formatValue } from "../wording/format.ts";
import { meaningOf } from "../wording/judging.ts";
import { addMonths } from "../wording/months.ts";
import type { Series } from "./series.ts";

type Judged = Point & { value: number; spc: NonNullable<Point["spc"]> };

/** What the latest judged month says, by the NHS “Making Data Count” rules: variation from its signal and the KPI's
 * direction, assurance from the target against the limits, and a reading in plain English made from the numbers. */
export function verdictOf(
  definition: Definition,
  { points, withheld }: Series,
  target: number | null,
): Verdict {
  const judged = points.filter((point): point is Judged => point.spc !== null && point.value !== null);
  const latest = judged.at(-1);
  if (!latest || withheld) return withoutLimits(definition, withheld);
  const { signal, direction } = latest.spc;
  const run = runOf(judged, latest);
  const assurance = target === null ? null : assuranceOf(definition, latest, target);
  return {
    variation: variationOf(definition, latest),
    signal,
    direction,
    month: latest.month,
    since: run[0]?.month ?? null,
    months: run.length,
    assurance,
    reading: readingOf(definition, latest, run),
  };
}

function withoutLimits(definition: Definition, withheld: Series["withheld"]): Verdict {
  const reasons = {
    stock: "Run chart: months overlap, so no limits are drawn.",
    rare: "Fewer than 5 crimes a month on average: too few for a control chart. The counts stand alone.",
    "too-few": "Fewer than 12 months can be compared, so no limits are drawn.",
    "nearly-constant": "Most months repeat the month before, so no limits are drawn.",
    none: "No month can be compared yet, so no limits are drawn.",
  };
  return {
    variation: "none",
    signal: null,
    direction: null,
    month: null,
    since: null,
    months: null,
    assurance: null,
    reading: reasons[definition.kind === "stock" ? "stock" : (withheld ?? "none")],
  };
}

function variationOf({ better }: Definition, { spc: { signal, direction } }: Judged): Verdict["variation"] {
  return signal === "none" || direction === null ? "common-cause" : meaningOf(direction, better);
}

/** Whether the usual range always meets the target (pass), never does (fail), or both happen by chance. */
function assuranceOf(
  { better }: Definition,
  { spc: { lower, upper } }: Judged,
  target: number,
): Verdict["assurance"] {
  if (better === "neutral") return null;
  if (target >= lower && target <= upper) return "hit-and-miss";
  return meaningOf(target < lower ? "up" : "down", better) === "improvement" ? "pass" : "fail";
}

/** The unbroken months up to the latest that lie on its side of the mean, run its way, or lie outside with it. A missing
 * month breaks them, and so do new limits. */
function runOf(judged: Judged[], latest: Judged): Judged[] {
  const { signal, direction, mean } = latest.spc;
  const leadsTo = (next: Judged | undefined, point: Judged) => {
    if (!next) return true;
    if (addMonths(next.month, -1) !== point.month || point.spc.mean !== mean) return false;
    if (signal === "trend")
      return next.value > point.value === (direction === "up") && next.value !== point.value;
    if (signal === "shift" || signal === "two-in-three") return sideOf(point) === sideOf(latest);
    return point.spc.signal === signal && point.spc.direction === direction;
  };
  const firstOther = judged.findLastIndex((point, index) => !leadsTo(judged[index + 1], point));
  return judged.slice(firstOther + 1);
}

function sideOf({ value, spc: { mean } }: Judged): number {
  return Math.sign(value - mean);
}

function readingOf(definition: Definition, latest: Judged, run: Judged[]): string {
  const { unit } = definition;
  const { signal, direction, mean, lower, upper } = latest.spc;
  const above = direction === "up" ? "above" : "below";
  const average = `the average of ${formatAverage(unit, mean)}`;
  const since = formatLongMonth(run[0]?.month ?? latest.month);
  const conclusion = {
    improvement: "improvement",
    concern: "concern",
    neutral: "a signal, with no agreed direction",
  };
  const variation = variationOf(definition, latest);
  const what = variation === "common-cause" || variation === "none" ? "" : conclusion[variation];
  switch (signal) {
    case "none":
      return `Within the usual range of ${formatRange(unit, lower, upper)}: no signal in ${formatLongMonth(latest.month)}.`;
    case "outside":
      return `${formatLongMonth(latest.month)} is ${above} the usual range, at ${formatValue(unit, latest.value)} against ${average}: ${what}.`;
    case "trend":
      return `${numberInWords(run.length)} months in a row ${direction === "up" ? "rising" : "falling"} to ${formatLongMonth(latest.month)}: ${what}.`;
    case "two-in-three":
      return `Two of the last three months are far ${above} ${average}: ${what}.`;
    case "shift":
      return `${numberInWords(run.length)} months in a row ${above} ${average}, since ${since}: ${what}.`;
  }
}

function numberInWords(value: number): string {
  return (
    ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"][value] ?? String(value)
  );
}

/** The limits in force at the latest judged month, and the month from which they hold. */
export function latestLimits(points: Point[]): Limits | null {
  const latest = points.findLast(({ spc }) => spc !== null);
  if (!latest?.spc) return null;
  const { mean, lower, upper } = latest.spc;
  const first = points.find(({ spc }) => spc?.mean === mean);
  return { mean, lower, upper, from: first?.month ?? latest.month };
}
