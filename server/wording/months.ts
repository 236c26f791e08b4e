/** Calendar arithmetic on months written `2026-10` and days. No figure is worked out here. */

/** How many months can be asked for at once. */
export const mostMonths = 1200;

/** The month that lies `step` months after (or, negative, before) another. */
export function addMonths(month: string, step: number): string {
  const index = indexOf(month) + step;
  const year = Math.floor(index / 12);
  return `${year}-${String(index - year * 12 + 1).padStart(2, "0")}`;
}

/** Every month from `first` to `last`, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const length = Math.max(0, indexOf(last) - indexOf(first) + 1);
  return Array.from({ length }, (_, step) => addMonths(first, step));
}

/** The financial year (April to March) that holds a month, named by the calendar year in which it begins. */
export function financialYearOf(month: string): number {
  return Number(month.slice(0, 4)) - (month.slice(5) < "04" ? 1 : 0);
}

/** The last day of a month. */
export function lastDayOf(month: string): string {
  return daysAfter(`${addMonths(month, 1)}-01`, -1);
}

/** The day that lies some days after another, both written `2026-10-31`. */
export function daysAfter(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The month in which a day lies. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

function indexOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
