import { daysBetween, monthOf } from "./dates.ts";
import type { Crime } from "./rows.ts";

/** The words in which the rules say where a crime belongs in a month. */

/** A month to be measured; a stock is taken at `stockOn`, null in months after the as-at date. */
export type MonthView = { month: string; stockOn: string | null };

/**
 * Where a crime belongs in a month: in the numerator (and so in the denominator of a share), in the denominator
 * only, beside it as undated, or nowhere. A count and a duration have no denominator.
 */
export type Place = "numerator" | "denominator" | "undated" | null;

const cancelledCodes = ["C2", "C3", "C4", "C5"];

export function within(belongs: boolean): Place {
  return belongs ? "numerator" : null;
}

export function share(belongs: boolean, counts: boolean): Place {
  if (!belongs) return null;
  return counts ? "numerator" : "denominator";
}

/** A fixed-age share: a crime that would belong but is undated stands beside the denominator. */
export function agedShare(crime: Crime, belongs: boolean, counts: boolean): Place {
  return belongs && crime.undated ? "undated" : share(belongs, counts);
}

export function isIn(date: string | null, month: string): boolean {
  return date !== null && monthOf(date) === month;
}

export function isDated(crime: Crime): boolean {
  return !crime.undated;
}

export function atMost(days: number | null, limit: number): boolean {
  return days !== null && days <= limit;
}

export function victimDoesNotSupport(crime: Crime): boolean {
  return crime.standing?.group === "victim-does-not-support";
}

export function isCancelled(crime: Crime): boolean {
  return crime.cancelledCode !== null && cancelledCodes.includes(crime.cancelledCode);
}

/** Recorded by that day and not closed by it; undated crimes are in no stock. */
export function isOpenOn(crime: Crime, day: string | null): boolean {
  if (day === null || !crime.counted || crime.undated) return false;
  return crime.recordedOn <= day && (crime.closedOn === null || crime.closedOn > day);
}

/** Closed on that day or up to so many days after it. A closing date before recording says nothing. */
export function isClosedWithin(crime: Crime, day: string, days: number): boolean {
  if (crime.closedOn === null || crime.closedOn < crime.recordedOn) return false;
  return daysBetween(day, crime.closedOn) <= days;
}

export function ageOn(crime: Crime, day: string | null): number {
  return day === null ? 0 : daysBetween(crime.recordedOn, day);
}
