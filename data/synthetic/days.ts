const millisecondsPerDay = 86_400_000;

/** The number of the day, counted from 1 January 1970, of a date `YYYY-MM-DD`. */
export function dayOf(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay;
  if (!Number.isInteger(day)) throw new RangeError(`${date} is not a date such as 2026-10-31`);
  return day;
}

/** The first day of the month that is `later` months after `month` (`YYYY-MM`). */
export function firstDay(month: string, later = 0): number {
  const start = new Date(dayOf(`${month}-01`) * millisecondsPerDay);
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + later, 1) / millisecondsPerDay;
}

/** The day as `dd/mm/yyyy`. */
export function dayText(day: number): string {
  const date = new Date(day * millisecondsPerDay);
  return `${twoDigits(date.getUTCDate())}/${twoDigits(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
}

/** The calendar year and month (1 to 12) of a day. */
export function yearAndMonth(day: number): { year: number; month: number } {
  const date = new Date(day * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
