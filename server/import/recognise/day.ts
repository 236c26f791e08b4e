const day =
  /^([a-z]{3,9},? )?(\d{1,2}[-/. ]?(\d{1,2}|[a-z]{3,9})[-/. ]?(\d{4}|\d{2})|\d{4}[-/.]?(\d{1,2}|[a-z]{3,9})[-/.]?\d{1,2}|[a-z]{3,9} \d{1,2},? \d{4})((t|[ ,]+)\d{1,2}:\d{2}.*)?$/i;
/** A day without signs, six digits or more, is a number too. */
const digits = /^\d+$/;

/** Whether a value is written as a day. */
export function isDay(value: string): boolean {
  return day.test(value) && (!digits.test(value) || /^(19|20)\d{6}$/.test(value));
}
