import type { Point, Verdict } from "../contract/series.ts";
import type { Definition } from "../model/definition.ts";
import {
  countOf,
  formatAverage,
  formatLongMonth,
  formatPeriod,
  formatRange,
  formatValue,
  type Words,
} from "../wording/format.ts";
import type { Change } from "./change-rule.ts";

/** The words of a verdict, made from its numbers. */

/** A month of which the control chart says something. */
export type Charted = Point & { value: number; spc: NonNullable<Point["spc"]> };

type Measure = Pick<Definition, "kind" | "unit"> & { words: Words };

/** A change in short: “6 months lower than before”. */
export function changeWords({ kind }: Measure, { months, score }: Change): string {
  return `${months} months ${score > 0 ? "higher" : "lower"} than ${kind === "count" ? "a year before" : "before"}`;
}

/** A change in full: since when, from what to what, how many crimes that is, and the latest month. */
export function changeReading(measure: Measure, change: Change, latest: Charted): string {
  return `${comparison(measure, change)}. Latest ${formatValue(measure.unit, latest.value, measure.words)}.`;
}

/** A change in full whose latest month lies against it. */
export function againstReading(measure: Measure, change: Change, latest: Charted, run: Charted[]): string {
  return `${comparison(measure, change)}. ${signalReading(measure, latest, run)}`;
}

function comparison(measure: Measure, change: Change): string {
  const { since, month, months, before_months, before, after, score } = change;
  const isCount = measure.kind === "count";
  const written = (value: number) =>
    `${formatValue(measure.unit, value, measure.words)}${isCount ? " a month" : ""}`;
  const earlier = isCount ? "the same months a year before" : `the ${before_months} months before`;
  return (
    `${score > 0 ? "Higher" : "Lower"} over ${months} months (${formatPeriod(since, month)}): ` +
    `${written(after)}, against ${written(before)} in ${earlier}${peopleOf(measure, change)}`
  );
}

/** How many more or fewer than at the earlier level; of days, how many the later level rests on. */
function peopleOf({ kind, unit, words }: Measure, { before, after, months, crimes }: Change): string {
  if (unit === "days") return `, of ${countOf(Math.round(crimes), words)}`;
  const moved = Math.round((after - before) * (kind === "count" ? months : crimes));
  return moved === 0
    ? ""
    : `, ${countOf(Math.abs(moved), words)} ${moved > 0 ? "more" : "fewer"} than at that level`;
}

/** A signal of the latest month in short: “8 months below average”. */
export function signalWords({ spc: { signal, direction } }: Charted, run: number): string {
  const up = direction === "up";
  const side = up ? "above" : "below";
  switch (signal) {
    case "shift":
      return `${run} months ${side} average`;
    case "trend":
      return `${run} months ${up ? "rising" : "falling"}`;
    case "two-in-three":
      return `2 of 3 months far ${side} average`;
    case "outside":
      return `${run > 1 ? `${run} months ` : ""}${side} the ${up ? "upper" : "lower"} limit`;
    case "none":
      return "within usual range";
  }
}

/** A signal of the latest month in full, without a full stop. */
export function signalReading({ unit, words }: Measure, latest: Charted, run: Charted[]): string {
  const { signal, direction, mean, lower, upper } = latest.spc;
  const side = direction === "up" ? "above" : "below";
  const average = `the average of ${formatAverage(unit, mean)}`;
  const month = formatLongMonth(latest.month);
  switch (signal) {
    case "none":
      return `${month} lies within the usual range of ${formatRange(unit, lower, upper)}`;
    case "outside":
      return `${month} is ${side} the usual range, at ${formatValue(unit, latest.value, words)} against ${average}`;
    case "trend":
      return `${numberInWords(run.length)} months in a row ${direction === "up" ? "rising" : "falling"} to ${month}`;
    case "two-in-three":
      return `Two of the last three months are far ${side} ${average}`;
    case "shift":
      return `${numberInWords(run.length)} months in a row ${side} ${average}, since ${formatLongMonth(run[0]?.month ?? latest.month)}`;
  }
}

/** A latest month without a signal; where most of the last year was marked on one side, that is said too. */
export function asUsual(
  measure: Measure,
  charted: Charted[],
  latest: Charted,
): Pick<Verdict, "words" | "reading"> {
  const reading = signalReading(measure, latest, [latest]);
  const year = charted.slice(-12);
  for (const direction of ["up", "down"] as const) {
    const marked = year.filter(({ spc }) => spc.direction === direction).length;
    if (marked * 2 <= year.length) continue;
    const side = direction === "up" ? "above" : "below";
    return {
      words: `within usual range; most of the last year was ${side} average`,
      reading: `${reading}. ${marked} of the last ${year.length} months were marked ${side} the average.`,
    };
  }
  return { words: "within usual range", reading: `${reading}.` };
}

function numberInWords(value: number): string {
  return (
    ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"][value] ?? String(value)
  );
}
