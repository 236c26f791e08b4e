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
  days: (crime: Crime) => number | null;
};

function noDays(): null {
  return null;
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
  "charged-within-a-year": {
    kind: "share",
    rampUpMonths: 0,
    ageDays: 365,
    parts: [],
    place: (crime, { month }) =>
      agedShare(crime, crime.counted && crime.recordedMonth === month, atMost(crime.daysToCharge, 365)),
    days: noDays,
  },
  "charge-rate-closed": {
    kind: "share",
    rampUpMonths: 24,
    ageDays: null,
    parts: [],
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
    ageDays: null,
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
};
