import type { Period } from "../contract/filters.ts";
import type { Limits, Point, Verdict } from "../contract/series.ts";
import type { Definition } from "../model/definition.ts";
import type { Words } from "../wording/format.ts";
import { latestJudged, latestShown, meaningOf } from "../wording/judging.ts";
import { addMonths } from "../wording/months.ts";
import { type Change, isNamed } from "./change-rule.ts";
import type { Withheld } from "./control-charts.ts";
import {
  againstReading,
  asUsual,
  type Charted,
  changeReading,
  changeWords,
  signalReading,
  signalWords,
} from "./verdict-words.ts";

/** What a measure is judged by: the points of its whole history with what its control chart says of them, why the latest have no
 * limits, and how its latest months compare with those before. */
export type Judgeable = {
  definition: Pick<Definition, "kind" | "unit" | "better" | "headline"> & { words: Words };
  points: Point[];
  withheld: Withheld | null;
  change: Change | null;
  /** Its targets, sorted by the month from which each holds. */
  targets: { from: string; value: number }[];
};

/** What is said of a measure in a period: its latest figure, the limits and the target in force, and its one verdict. */
export type Judgement = {
  latest: Point | null;
  limits: Limits | null;
  target: number | null;
  verdict: Verdict;
};

/** Judges a measure once, for every page, file and answer that speaks of it: as at the last month of the period, over its whole
 * history. The first month of the period decides only whether it holds a month that may be judged. `lastCompleteMonth` is that of
 * the snapshot. */
export function judge(measure: Judgeable, period: Period, lastCompleteMonth: string): Judgement {
  const { definition, targets, withheld } = measure;
  const known = measure.points.filter(({ month }) => month <= period.to);
  const charted = known.filter(isCharted);
  const last = charted.at(-1);
  const judged = last && !withheld && last.month >= period.from ? last : null;
  const month = latestJudged(known)?.month ?? (period.to < lastCompleteMonth ? period.to : lastCompleteMonth);
  const target = targets.findLast(({ from }) => from <= month)?.value ?? null;
  const latest = latestShown(
    definition,
    known.filter((point) => point.month >= period.from),
  );
  if (!judged) return { latest, limits: null, target, verdict: notJudged(measure, latest) };
  return {
    latest,
    limits: limitsOf(charted, judged),
    target,
    verdict: {
      ...verdictOf(measure, charted, judged),
      signal: judged.spc.signal,
      month: judged.month,
      assurance: target === null ? null : assuranceOf(definition, judged, target),
    },
  };
}

function isCharted(point: Point): point is Charted {
  return point.spc !== null && point.value !== null;
}

function notJudged({ definition, withheld }: Judgeable, latest: Point | null): Verdict {
  const reasons = {
    stock: "Run chart: months overlap, so no limits are drawn.",
    rare: "Fewer than 5 a month on average: too few for a control chart. The counts stand alone.",
    "too-few": "Fewer than 12 months can be compared, so no limits are drawn.",
    "nearly-constant": "Most months repeat the month before, so no limits are drawn.",
    hidden: "Some months have too few to show, so no limits are drawn: those left would mislead.",
    filling: "The export has yet to fill, so no limits are drawn.",
    none: "No month of the period can be judged yet, so no limits are drawn.",
  };
  const why = definition.kind === "stock" ? "stock" : (withheld ?? (latest?.ramp_up ? "filling" : "none"));
  return {
    variation: "none",
    signal: null,
    direction: null,
    month: null,
    since: null,
    months: null,
    assurance: null,
    words: "",
    reading: reasons[why],
  };
}

type Said = Pick<Verdict, "variation" | "direction" | "since" | "months" | "words" | "reading">;

/** A change that the rule names, unless the latest month lies against it; otherwise a signal of the latest month is one to look at
 * again. Only the measures that the flight deck leads with are named: with more of them it would cry wolf more often. */
function verdictOf(measure: Judgeable, charted: Charted[], latest: Charted): Said {
  const { definition } = measure;
  const { signal, direction } = latest.spc;
  const change = measure.change?.month === latest.month && isNamed(measure.change) ? measure.change : null;
  const moved = change && (change.score > 0 ? ("up" as const) : ("down" as const));
  if (change && moved && (direction === null || direction === moved)) {
    const said = {
      direction: moved,
      since: change.since,
      months: change.months,
      words: changeWords(definition, change),
    };
    const reading = changeReading(definition, change, latest);
    if (definition.headline) return { ...said, variation: meaningOf(moved, definition.better), reading };
    return { ...said, variation: "look-again", reading: `${reading} ${onlyLeading}` };
  }
  if (signal === "none" || direction === null) return { ...asUsual(definition, charted, latest), ...nothing };
  const run = runOf(charted, latest);
  const said = { direction, since: run[0]?.month ?? latest.month, months: run.length };
  const words = signalWords(latest, run.length);
  if (!change) {
    const reading = signalReading(definition, latest, run);
    return { ...said, variation: "look-again", words, reading: `${reading}. ${lookAgain}` };
  }
  return {
    ...said,
    variation: "look-again",
    words: `${changeWords(definition, change)}, but ${words}`,
    reading: `${againstReading(definition, change, latest, run)}. ${lookAgain}`,
  };
}

const nothing = { variation: "common-cause" as const, direction: null, since: null, months: null };
const lookAgain = "That alone is no change yet: look again with the next month.";
const onlyLeading =
  "Only measures that the flight deck leads with are named as changed: look again with the next month.";

/** Whether the usual range always meets the target (pass), never does (fail), or both happen by chance. */
function assuranceOf(
  { better }: Pick<Definition, "better">,
  { spc: { lower, upper } }: Charted,
  target: number,
): Verdict["assurance"] {
  if (better === "neutral") return null;
  if (target >= lower && target <= upper) return "hit-and-miss";
  return meaningOf(target < lower ? "up" : "down", better) === "improvement" ? "pass" : "fail";
}

/** The unbroken months up to the latest that lie on its side of the mean, run its way, or lie outside with it. A missing
 * month breaks them, and so do new limits. */
function runOf(charted: Charted[], latest: Charted): Charted[] {
  const { signal, direction, mean } = latest.spc;
  const leadsTo = (next: Charted | undefined, point: Charted) => {
    if (!next) return true;
    if (addMonths(next.month, -1) !== point.month || point.spc.mean !== mean) return false;
    if (signal === "trend")
      return next.value > point.value === (direction === "up") && next.value !== point.value;
    if (signal === "shift" || signal === "two-in-three") return sideOf(point) === sideOf(latest);
    return point.spc.signal === signal && point.spc.direction === direction;
  };
  const firstOther = charted.findLastIndex((point, index) => !leadsTo(charted[index + 1], point));
  return charted.slice(firstOther + 1);
}

function sideOf({ value, spc: { mean } }: Charted): number {
  return Math.sign(value - mean);
}

/** The limits in force at a month, and the month from which they hold. */
function limitsOf(charted: Charted[], latest: Charted): Limits {
  const { mean, lower, upper } = latest.spc;
  const first = charted.find(({ spc }) => spc.mean === mean);
  return { mean, lower, upper, from: first?.month ?? latest.month };
}
