import basesFile from "../../queries/groups/bases.json";
import familiesFile from "../../queries/groups/families.json";
import type { Better, Kpi } from "../contract/kpi.ts";
import type { Point, Verdict } from "../contract/series.ts";
import type { SnapshotAnswer } from "../contract/snapshot.ts";
import { formatCounts, formatLongMonth, formatMonth, formatTick, formatValue } from "./format.ts";
import { latestShown, noFigureWords, unjudgedReason } from "./judging.ts";

/** Every phrase that more than one page uses. */

/** The families of KPIs in the order of the flight deck. */
export const { families } = familiesFile;

/** The title of a family of KPIs; its id if it has no title. */
export function familyTitle(family: Kpi["family"]): string {
  return families.find(({ id }) => id === family)?.title ?? family;
}

const plainValues: Record<string, string> = { unknown: "Not known", yes: "Yes", no: "No" };

/** The title of a value of a dimension, scope, offence or outcome; “Not known” for a blank. */
export function labelOf(snapshot: Pick<SnapshotAnswer, "labels">, kind: string, value: string): string {
  return snapshot.labels[kind]?.[value] ?? plainValues[value] ?? value;
}

/** “Crimes”, “Visits”: the heading of a column that counts what a KPI counts. */
export function countTitle({ words }: Pick<Kpi, "words">): string {
  return sentence(words.many);
}

/** The heading of a KPI's figures: “Share”, “Median”, “Crimes”. */
export function figureTitle(kpi: Pick<Kpi, "unit" | "words">): string {
  return { share: "Share", days: "Median", crimes: countTitle(kpi) }[kpi.unit];
}

/** What a chart of months measures: “Share of crimes”. */
export function measureWords(kpi: Pick<Kpi, "unit" | "words">): string {
  const measures = {
    share: `Share of ${kpi.words.many}`,
    days: "Days, median of the month",
    crimes: countTitle(kpi),
  };
  return measures[kpi.unit];
}

/** “Crime reference”, “Order reference”. */
export function referenceTitle({ one }: { one: string }): string {
  return `${one.charAt(0).toUpperCase()}${one.slice(1)} reference`;
}

const basisWords = new Map(basesFile.bases.flatMap(({ id, said }) => (said ? [[id, said] as const] : [])));

/** The counts behind a month: “54 of 154 crimes, recorded Apr 2026”, “18 crimes charged in Oct 2026”, “Charged in Oct 2026
 * (outcome 1: 11, 1A: 2)”. */
export function countsOf(kpi: Kpi, point: Point): string {
  const month = formatMonth(point.month);
  const counts = formatCounts(point.numerator, point.denominator, kpi.words);
  if (kpi.basis === "S")
    return join(counts, point.complete ? `open at the end of ${month}` : `open at the as-at date, ${month}`);
  const word = basisWords.get(kpi.basis);
  if (kpi.kind === "count") return `${sentence(word ?? "counted")} in ${month}${partsOf(point)}`;
  if (!word) return join(counts, month);
  return kpi.kind === "share" ? join(counts, `${word} ${month}`) : `${counts} ${word} in ${month}`;
}

function partsOf({ parts }: Point): string {
  const apart = Object.entries(parts ?? {}).map(([code, crimes]) => `${code}: ${crimes ?? "[c]"}`);
  return apart.length > 0 ? ` (outcome ${apart.join(", ")})` : "";
}

/** Begins the words with a capital. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function join(counts: string, rest: string): string {
  return counts ? `${counts}, ${rest}` : rest;
}

/** The month as the KPI counts it, within a sentence: “recorded in April 2026”, “open at the end of October 2026”. */
export function monthCounted(kpi: Kpi, point: Point): string {
  const open = point.complete ? "open at the end of" : "open at the as-at date in";
  const place = kpi.basis === "S" ? open : [basisWords.get(kpi.basis) ?? [], "in"].flat().join(" ");
  return `${place} ${formatLongMonth(point.month)}`;
}

/** The month as the KPI counts it, as a separate line: “Recorded in April 2026, the latest mature month”. */
export function monthLine(kpi: Kpi, point: Point): string {
  return `${sentence(monthCounted(kpi, point))}, ${whichMonth(point)}`;
}

function whichMonth(point: Point): string {
  if (point.ramp_up) return "in ramp-up: not judged";
  if (!point.complete) return "the latest figure";
  return point.mature === null ? "the latest complete month" : "the latest mature month";
}

/** The word after a large figure. */
export function unitWord(kpi: Kpi): string {
  if (kpi.unit === "share") return "%";
  return kpi.unit === "days" ? "days, median" : kpi.unit;
}

/** One sentence about the latest month that is shown, for a series without a verdict. */
export function plainReading(kpi: Kpi, points: Point[]): string {
  const point = latestShown(kpi, points);
  if (!point) return `${noFigureWords(points)}.`;
  const value = formatValue(kpi.unit, point.value, kpi.words);
  const month = `${monthCounted(kpi, point)}${point.ramp_up ? ", in ramp-up: not judged" : ""}`;
  if (kpi.unit === "crimes") return `${value} ${month}.`;
  const counts = formatCounts(point.numerator, point.denominator, kpi.words);
  return `${value}${kpi.unit === "days" ? " (median)" : ""}: ${counts} ${month}.`;
}

/** The word for each verdict, the same on every page and in every file. */
export const variationTitles: Record<Verdict["variation"], string> = {
  improvement: "Improvement",
  concern: "Concern",
  neutral: "Changed, no agreed direction",
  "look-again": "Look again",
  "common-cause": "As usual",
  none: "Not judged",
};

/** A verdict in the words of a tile, or the reason why nothing can be judged. */
export function verdictWords(verdict: Verdict): string {
  if (verdict.variation === "none") return verdict.reading;
  return `${variationTitles[verdict.variation]}: ${verdict.words}`;
}

/** The text of a verdict's icon: “Verdict: improvement, lower than before”. */
export function variationLabel(verdict: Pick<Verdict, "variation" | "direction">): string {
  const word = `Verdict: ${variationTitles[verdict.variation].toLowerCase()}`;
  return verdict.direction ? `${word}, ${verdict.direction === "up" ? "higher" : "lower"} than before` : word;
}

export const assuranceWords = {
  pass: "consistently met",
  fail: "consistently missed",
  "hit-and-miss": "hit and miss",
} as const;

/** “Target 40% or lower: hit and miss”. */
export function targetWords(kpi: Kpi, target: number | null, verdict: Verdict | null): string {
  if (target === null) return "No target set";
  const side = { higher: " or higher", lower: kpi.unit === "days" ? " or fewer" : " or lower", neutral: "" }[
    kpi.better
  ];
  const value = kpi.unit === "days" ? formatValue("days", target) : formatTick(kpi.unit, target);
  const assurance = verdict?.assurance ? `: ${assuranceWords[verdict.assurance]}` : "";
  return `Target ${value}${side}${assurance}`;
}

/** What the control chart says of a month, for tables and screen readers: “below lower limit”, “maturing, not judged”, “within usual
 * range”. Whether that is better or worse is for the verdict alone to say. */
export function stateOf(point: Point): string {
  const reason = unjudgedReason(point);
  if (reason) return reason === "Too few to show" ? "too few to show" : `${reason.toLowerCase()}, not judged`;
  if (point.value === null) return "none counted";
  if (!point.spc) return "no limits";
  const isUp = point.spc.direction === "up";
  const side = isUp ? "above" : "below";
  const words = {
    none: "within usual range",
    outside: `${side} ${isUp ? "upper" : "lower"} limit`,
    trend: isUp ? "7 or more rising" : "7 or more falling",
    "two-in-three": `2 of 3 far ${side}`,
    shift: `run ${side} average`,
  };
  return words[point.spc.signal];
}

/** A month in one line: “April 2026, 35.1%, 54 of 154 crimes, improvement”. */
export function spokenPoint(kpi: Kpi, point: Point): string {
  return [formatLongMonth(point.month), ...pointFacts(kpi, point)].join(", ");
}

/** What is said of a month: its figure, the crimes behind it, and how it is judged. */
export function pointFacts(kpi: Kpi, point: Point): string[] {
  const value = point.value === null ? "no figure" : formatValue(kpi.unit, point.value, kpi.words);
  const counts = kpi.kind === "count" ? "" : formatCounts(point.numerator, point.denominator, kpi.words);
  return [value, counts, stateOf(point)].filter(Boolean);
}

export const betterWords: Record<Better, string> = {
  higher: "Higher",
  lower: "Lower",
  neutral: "None agreed: neither up nor down is better in itself",
};

/** When a month of this KPI may be judged, in one sentence. */
export function maturityWords(kpi: Kpi): string {
  const grown =
    kpi.matures_after_days === null
      ? "As soon as the month is complete"
      : `Every ${kpi.words.one} in the month is ${kpi.matures_after_days} days old`;
  if (kpi.ramp_up_months === 0) return grown;
  return `${grown}; the export’s first ${kpi.ramp_up_months} months lack older ${kpi.words.many} and are never judged`;
}
