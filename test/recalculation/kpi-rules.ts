import { daysBetween, lastDayOf } from "./dates.ts";
import {
  agedShare,
  ageOn,
  atMost,
  isCancelled,
  isClosedWithin,
  isDated,
  isIn,
  isOpenOn,
  type MonthView,
  type Place,
  share,
  victimDoesNotSupport,
  within,
} from "./places.ts";
import type { Crime } from "./rows.ts";

/** The table of section 3 of the contract: where each KPI places a crime in a month. */

export const kpiIds = [
  "time-to-charge",
  "charges",
  "charged-within-a-year",
  "charge-rate-closed",
  "open-investigations",
  "open-over-a-year",
  "attrition",
  "recorded-crimes",
  "cancelled-crimes",
  "victim-withdrawal",
  "victim-withdrawal-within-90-days",
  "victim-withdrawal-suspect-known",
  "time-to-victim-withdrawal",
  "early-advice-uptake",
  "early-advice-before-submission",
  "days-to-early-advice",
  "charged-by-day-180",
  "charged-by-day-540",
  "charged-by-day-730",
  "days-to-submission",
  "reported-to-charge",
  "early-advice-from-suspect",
  "attrition-evidential",
  "victim-withdrawal-before-suspect",
  "victim-withdrawal-after-suspect",
  "victim-withdrawal-after-submission",
  "open-median-age",
  "transferred-crimes",
  "unconfirmed-incidents",
  "keyed-late",
] as const;

export type KpiId = (typeof kpiIds)[number];

export type KpiRule = {
  kind: "share" | "count" | "duration";
  rampUpMonths: number;
  /** The fixed age in days, null for KPIs without one. */
  ageDays: number | null;
  /** Outcome codes shown apart. */
  parts: string[];
  place: (crime: Crime, view: MonthView) => Place;
  /** The days of a duration. */
  days: (crime: Crime, view: MonthView) => number | null;
  /** What is counted of a crime, where that is not the crime itself. */
  rows?: (crime: Crime) => Crime[];
};

export function onlyItself(crime: Crime): Crime[] {
  return [crime];
}

function noDays(): null {
  return null;
}

/** The share charged by a fixed age, 1 and 1A apart. */
function chargedByDay(ageDays: number): KpiRule {
  return {
    kind: "share",
    rampUpMonths: 0,
    ageDays,
    parts: ["1", "1A"],
    place: (crime, { month }) =>
      agedShare(crime, crime.counted && crime.recordedMonth === month, atMost(crime.daysToCharge, ageDays)),
    days: noDays,
  };
}

type Stage = "before-suspect" | "after-suspect" | "after-submission";

/** The furthest stage that a crime had reached on a day, each by its own date. */
function stageOn({ submittedOn, suspectIdentifiedOn }: Crime, day: string | null): Stage {
  const isReached = (date: string | null) => date !== null && day !== null && date <= day;
  if (isReached(submittedOn)) return "after-submission";
  return isReached(suspectIdentifiedOn) ? "after-suspect" : "before-suspect";
}

/** The share in which the victim does not support within a year, at one stage. */
function withdrawalAt(stage: Stage): KpiRule {
  return {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 365,
    parts: [],
    place: (crime, { month }) =>
      agedShare(
        crime,
        crime.counted && crime.recordedMonth === month,
        victimDoesNotSupport(crime) &&
          atMost(crime.daysToOutcome, 365) &&
          stageOn(crime, crime.closedOn) === stage,
      ),
    days: noDays,
  };
}

/** A count by month recorded of crimes that are counted nowhere else. */
function recordedWith(isMeant: (cancelledCode: string) => boolean): KpiRule {
  return {
    kind: "count",
    rampUpMonths: 0,
    ageDays: null,
    parts: [],
    place: ({ cancelledCode, recordedMonth }, { month }) =>
      within(cancelledCode !== null && isMeant(cancelledCode) && recordedMonth === month),
    days: noDays,
  };
}

export const kpiRules: Record<KpiId, KpiRule> = {
  "time-to-charge": {
    kind: "duration",
    rampUpMonths: 24,
    ageDays: null,
    parts: [],
    place: (crime, { month }) => within(crime.counted && isIn(crime.chargedOn, month) && isDated(crime)),
    days: (crime) => crime.daysToCharge,
  },
  charges: {
    kind: "count",
    rampUpMonths: 24,
    ageDays: null,
    parts: ["1", "1A"],
    place: (crime, { month }) => within(crime.counted && isIn(crime.chargedOn, month)),
    days: noDays,
  },
  "charged-within-a-year": chargedByDay(365),
  "charge-rate-closed": {
    kind: "share",
    rampUpMonths: 24,
    ageDays: null,
    parts: ["1", "1A"],
    place: (crime, { month }) => share(crime.counted && isIn(crime.closedOn, month), crime.charged),
    days: noDays,
  },
  "open-investigations": {
    kind: "count",
    rampUpMonths: 24,
    ageDays: null,
    parts: [],
    place: (crime, { stockOn }) => within(isOpenOn(crime, stockOn)),
    days: noDays,
  },
  "open-over-a-year": {
    kind: "share",
    rampUpMonths: 24,
    ageDays: null,
    parts: [],
    place: (crime, { stockOn }) => share(isOpenOn(crime, stockOn), ageOn(crime, stockOn) > 365),
    days: noDays,
  },
  attrition: {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 365,
    parts: [],
    place: (crime, { month }) =>
      agedShare(
        crime,
        crime.counted && crime.recordedMonth === month,
        crime.standing !== null && !crime.charged && atMost(crime.daysToOutcome, 365),
      ),
    days: noDays,
  },
  "recorded-crimes": {
    kind: "count",
    rampUpMonths: 0,
    ageDays: null,
    parts: [],
    place: (crime, { month }) => within(crime.counted && crime.recordedMonth === month),
    days: noDays,
  },
  "cancelled-crimes": {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 90,
    parts: [],
    place: (crime, { month }) =>
      share((crime.counted || isCancelled(crime)) && crime.recordedMonth === month, isCancelled(crime)),
    days: noDays,
  },
  "victim-withdrawal": {
    kind: "share",
    rampUpMonths: 12,
    ageDays: null,
    parts: ["14", "16"],
    place: (crime, { month }) =>
      share(crime.counted && isIn(crime.closedOn, month), victimDoesNotSupport(crime)),
    days: noDays,
  },
  "victim-withdrawal-within-90-days": {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 90,
    parts: [],
    place: (crime, { month }) =>
      agedShare(
        crime,
        crime.counted && crime.recordedMonth === month,
        victimDoesNotSupport(crime) && atMost(crime.daysToOutcome, 90),
      ),
    days: noDays,
  },
  "victim-withdrawal-suspect-known": {
    kind: "share",
    rampUpMonths: 12,
    ageDays: null,
    parts: [],
    place: (crime, { month }) =>
      share(
        crime.counted && isIn(crime.closedOn, month) && crime.standing?.suspectKnown === "yes",
        crime.standing?.code === "16",
      ),
    days: noDays,
  },
  "time-to-victim-withdrawal": {
    kind: "duration",
    rampUpMonths: 12,
    ageDays: null,
    parts: [],
    place: (crime, { month }) =>
      within(crime.counted && isIn(crime.closedOn, month) && victimDoesNotSupport(crime) && isDated(crime)),
    days: (crime) => crime.daysToOutcome,
  },
  "early-advice-uptake": {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 28,
    parts: [],
    place: (crime, { month }) =>
      share(
        crime.counted &&
          crime.recordedMonth === month &&
          crime.labels.suspect_identified === "yes" &&
          !crime.earlyAdviceIsUnknown &&
          !isClosedWithin(crime, crime.recordedOn, 28),
        crime.daysToEarlyAdvice !== null && crime.daysToEarlyAdvice >= 0 && crime.daysToEarlyAdvice <= 28,
      ),
    days: noDays,
  },
  "early-advice-before-submission": {
    kind: "share",
    rampUpMonths: 12,
    ageDays: null,
    parts: [],
    place: (crime, { month }) =>
      share(
        crime.counted && isIn(crime.submittedOn, month),
        crime.earlyAdviceOn !== null && crime.submittedOn !== null && crime.earlyAdviceOn < crime.submittedOn,
      ),
    days: noDays,
  },
  "days-to-early-advice": {
    kind: "duration",
    rampUpMonths: 3,
    ageDays: null,
    parts: [],
    place: (crime, { month }) =>
      within(crime.counted && isIn(crime.earlyAdviceOn, month) && (crime.daysToEarlyAdvice ?? -1) >= 0),
    days: (crime) => crime.daysToEarlyAdvice,
  },
  "charged-by-day-180": chargedByDay(180),
  "charged-by-day-540": chargedByDay(540),
  "charged-by-day-730": chargedByDay(730),
  "days-to-submission": {
    kind: "duration",
    rampUpMonths: 12,
    ageDays: null,
    parts: [],
    place: (crime, { month }) =>
      within(
        crime.counted && isIn(crime.submittedOn, month) && (crime.submittedOn ?? "") >= crime.recordedOn,
      ),
    days: (crime) => (crime.submittedOn === null ? null : daysBetween(crime.recordedOn, crime.submittedOn)),
  },
  "reported-to-charge": {
    kind: "duration",
    rampUpMonths: 24,
    ageDays: null,
    parts: [],
    place: (crime, { month }) =>
      within(
        crime.counted &&
          isIn(crime.chargedOn, month) &&
          isDated(crime) &&
          crime.reportedOn !== null &&
          crime.reportedOn <= (crime.chargedOn ?? ""),
      ),
    days: ({ reportedOn, chargedOn }) =>
      reportedOn === null || chargedOn === null ? null : daysBetween(reportedOn, chargedOn),
  },
  "early-advice-from-suspect": {
    kind: "share",
    rampUpMonths: 3,
    ageDays: 28,
    parts: [],
    place: (crime, { month }) =>
      share(
        crime.counted &&
          isIn(crime.suspectIdentifiedOn, month) &&
          !crime.earlyAdviceIsUnknown &&
          !isClosedWithin(crime, crime.suspectIdentifiedOn ?? "", 28),
        crime.earlyAdviceOn !== null &&
          daysBetween(crime.suspectIdentifiedOn ?? "", crime.earlyAdviceOn) <= 28,
      ),
    days: noDays,
  },
  "attrition-evidential": {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 365,
    parts: [],
    place: (crime, { month }) =>
      agedShare(
        crime,
        crime.counted && crime.recordedMonth === month,
        ["14", "15", "16", "18"].includes(crime.standing?.code ?? "") && atMost(crime.daysToOutcome, 365),
      ),
    days: noDays,
  },
  "victim-withdrawal-before-suspect": withdrawalAt("before-suspect"),
  "victim-withdrawal-after-suspect": withdrawalAt("after-suspect"),
  "victim-withdrawal-after-submission": withdrawalAt("after-submission"),
  "open-median-age": {
    kind: "duration",
    rampUpMonths: 24,
    ageDays: null,
    parts: [],
    place: (crime, { stockOn }) => within(isOpenOn(crime, stockOn)),
    days: (crime, { stockOn }) => ageOn(crime, stockOn),
  },
  "transferred-crimes": recordedWith((code) => code === "C1"),
  "unconfirmed-incidents": recordedWith((code) => code.startsWith("N100")),
  "keyed-late": {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 31,
    parts: [],
    rows: (crime) => crime.outcomes.map((outcome) => ({ ...crime, outcomes: [outcome] })),
    place: ({ counted, outcomes: [outcome] }, { month }) => {
      const { group = "open", outcomeOn = null, keyedOn = null } = outcome ?? {};
      return share(
        counted && group !== "open" && isIn(outcomeOn, month) && keyedOn !== null,
        (keyedOn ?? "") > lastDayOf(month),
      );
    },
    days: noDays,
  },
};
