import type { Unit } from "../contract/kpi.ts";

/** How the product writes numbers, months and dates. Every function is pure and takes what the API sends. */

const shortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const longMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The mark for a missing number, which is never shown as zero. */
const missing = "–";

/** `2026-10` as “Oct 2026”. */
export function formatMonth(month: string): string {
  return `${shortMonths[monthNumber(month)] ?? ""} ${month.slice(0, 4)}`;
}

/** Two months as “Mar to Sep 2026” or “Sep 2025 to Apr 2026”. */
export function formatPeriod(from: string, to: string): string {
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return `${isOneYear ? shortMonths[monthNumber(from)] : formatMonth(from)} to ${formatMonth(to)}`;
}

/** `2026-10` as “October 2026”. */
export function formatLongMonth(month: string): string {
  return `${longMonths[monthNumber(month)] ?? ""} ${month.slice(0, 4)}`;
}

/** `2026-10-31` as “31 October 2026”. */
export function formatDate(date: string): string {
  return `${Number(date.slice(8, 10))} ${formatLongMonth(date)}`;
}

/** `2026-10-31` as “31 Oct 2026”. */
export function formatShortDate(date: string): string {
  return `${Number(date.slice(8, 10))} ${formatMonth(date)}`;
}

/** A moment in ISO form as “31 Oct 2026, 14:05”, in the reader's own time zone. */
export function formatMoment(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const clock = `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
  return `${at.getDate()} ${shortMonths[at.getMonth()] ?? ""} ${at.getFullYear()}, ${clock}`;
}

/** The financial year that begins in April of `year`, as “2026/27”. */
export function formatFinancialYear(year: number): string {
  return `${year}/${String((year + 1) % 100).padStart(2, "0")}`;
}

/** A whole number with thousands separators and a true minus. */
export function formatCount(count: number): string {
  return decimal(count, 0);
}

/** One and many of what is counted: “visit”, “visits”. */
export type Words = { one: string; many: string };

/** What the pages of cohorts, endings and the mix count, which is no KPI's own. */
const followed: Words = { one: "crime", many: "crimes" };

/** A figure within a sentence: “35.1%”, “49 days”, “1 crime”, “1,234 crimes”. */
export function formatValue(unit: Unit, value: number | null, of: Words = followed): string {
  if (value === null) return missing;
  const written = formatNumber(unit, value);
  if (unit === "share") return `${written}%`;
  if (unit === "days") return `${written} ${written === "1" ? "day" : "days"}`;
  return `${written} ${written === "1" ? of.one : of.many}`;
}

/** A figure without its unit: one decimal for a share in percent, none for days and counts. */
export function formatNumber(unit: Unit, value: number | null): string {
  if (value === null) return missing;
  return unit === "share" ? decimal(value * 100, 1) : decimal(value, 0);
}

/** An average or a limit without its unit: one decimal where whole numbers would be too coarse. */
export function formatLevel(unit: Unit, value: number): string {
  return unit === "share" || (value < 10 && !Number.isInteger(value))
    ? decimal(unit === "share" ? value * 100 : value, 1)
    : decimal(value, 0);
}

/** An average or a limit within a sentence: “4.9%”, “336 days”, “15”. */
export function formatAverage(unit: Unit, value: number): string {
  const written = formatLevel(unit, value);
  if (unit === "crimes") return written;
  return unit === "share" ? `${written}%` : `${written} ${written === "1" ? "day" : "days"}`;
}

/** The usual range between two limits: “1.3% to 8.5%”, “174 to 499 days”, “0.5 to 29”. */
export function formatRange(unit: Unit, lower: number, upper: number): string {
  const from = unit === "share" ? formatAverage(unit, lower) : formatLevel(unit, lower);
  return `${from} to ${formatAverage(unit, upper)}`;
}

/** A figure for an axis or a line's label, as short as it can be: “40%”, “7.5%”, “200”. */
export function formatTick(unit: Unit, value: number): string {
  if (unit !== "share") return decimal(value, Number.isInteger(value) ? 0 : 1);
  const percent = Math.round(value * 1000) / 10;
  return `${decimal(percent, Number.isInteger(percent) ? 0 : 1)}%`;
}

/** “54 of 154 crimes”, “18 crimes”, or nothing when there is no number to give. */
export function formatCounts(
  numerator: number | null,
  denominator: number | null,
  of: Words = followed,
): string {
  if (numerator !== null && denominator !== null) {
    return `${formatCount(numerator)} of ${countOf(denominator, of)}`;
  }
  const only = numerator ?? denominator;
  return only === null ? "" : countOf(only, of);
}

/** A count in a table. A hidden small number is a mark, never a blank or a zero. */
export function shownCount(count: number | null): string {
  return count === null ? "[c]" : formatCount(count);
}

/** “54 crimes”, or “too few crimes to show” where the number is hidden. */
export function shownCrimes(count: number | null, of: Words = followed): string {
  return count === null ? `too few ${of.many} to show` : countOf(count, of);
}

/** A figure that may be hidden: if it is missing, the mark of a hidden number stands instead. */
export function shownValue(unit: Unit, value: number | null, of: Words = followed): string {
  return value === null ? "[c]" : formatValue(unit, value, of);
}

/** A change with its sign and unit: “−5.9 points”, “+12 days”, “+3”. */
export function signedChange(unit: Unit, change: number): string {
  return `${signedNumber(unit, change)}${{ share: " points", days: " days", crimes: "" }[unit]}`;
}

/** A change with its sign: “−5.9”, “+12”; small changes in days keep a decimal. */
export function signedNumber(unit: Unit, change: number): string {
  const isFine = unit === "days" && Math.abs(change) < 10;
  const figure = isFine ? decimal(change, 1) : formatNumber(unit, change);
  return /^[0.,]+$/.test(figure) || change < 0 ? figure : `+${figure}`;
}

/** “1 crime”, “54 crimes”. */
export function countOf(count: number, of: Words = followed): string {
  return `${formatCount(count)} ${count === 1 ? of.one : of.many}`;
}

function decimal(value: number, digits: number): string {
  const written = Math.abs(value).toLocaleString("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return value < 0 && Number(written.replaceAll(",", "")) !== 0 ? `−${written}` : written;
}

function monthNumber(month: string): number {
  return Number(month.slice(5, 7)) - 1;
}
