import { isRealDate } from "./dates.ts";

/** How one cell of raw text is read, by section 1 of the contract. A blank is null. */

const nullTokens = [
  ...[
    "",
    "null",
    "(null)",
    "n/a",
    "na",
    "<na>",
    "#n/a",
    "#value!",
    "#ref!",
    "nan",
    "none",
    "(blank)",
    "-",
    ".",
  ],
  ...[
    "no data",
    "(no value)",
    "missing",
    "{null}",
    "''",
    "n\\a",
    "not set",
    "-nan",
    "1.#qnan",
    "#spill!",
    "#calc!",
    "#name?",
  ],
  ...["nat", "nil", "n.a.", "(none)", "(empty)", "undefined", "--", "\u2013", "#div/0!", "not applicable"],
];
const unknownWords = [
  "tbc",
  "to be confirmed",
  "not available",
  "unknown",
  "not known",
  "n/k",
  "not recorded",
  "not stated",
  "unk",
];
const defaultDays = [
  ...["0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1904-01-01", "1970-01-01"],
  ...["2079-06-06", "2099-12-31", "2999-12-31", "9999-12-31"],
];
const yesWords = ["yes", "y", "true", "1", "t"];
const noWords = ["no", "n", "false", "0", "f"];
const months = [
  ...["january", "february", "march", "april", "may", "june", "july"],
  ...["august", "september", "october", "november", "december"],
];

const time =
  /^(.*?)(?:t|,? +)(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?(?: ?([ap])m)?(?: ?(z|(?:utc|gmt)?[+-]\d\d:?(?:\d\d)?|utc|gmt))?(?: ?bst)?(?: \([a-z ]+\))?$/i;

/** The trimmed text, without what Excel puts around it, or null for a null token in any case. */
export function readText(cell: string | undefined): string | null {
  const trimmed = (cell ?? "").replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "").trim();
  const text = /^="(.*)"$/.exec(trimmed)?.[1] ?? trimmed.replace(/^'(?=.)(?!'$)/, "").trim();
  return nullTokens.includes(text.toLowerCase()) || /^#+$|^#[a-z0-9/_]+[!?]$/i.test(text) ? null : text;
}

/** Whether a text says that something is not known. */
export function isUnknown(text: string): boolean {
  return unknownWords.includes(text.toLowerCase());
}

/** A code in the one spelling that all comparisons use: upper case, no leading zeros ("016" is 16), no decimals ("0.0" is 0). */
export function readCode(cell: string | undefined): string | null {
  const text = readText(cell);
  if (text === null) return null;
  return (
    text
      .toUpperCase()
      .replace(/\.0+$/, "")
      .replace(/^0+(?=.)/, "") || "0"
  );
}

/** A date as `YYYY-MM-DD`, null when blank or a date that databases write for none, "unreadable" when there is text that is
 * no date. */
export function readDate(cell: string | undefined): string | null | "unreadable" {
  const text = readText(cell);
  if (text === null || isUnknown(text) || ["never", "0", "1900-01-00"].includes(text.toLowerCase()))
    return null;
  const [, before, hours, minutes, seconds = "0", half, zone] =
    (/:|m$/i.test(text) ? time.exec(text) : null) ?? [];
  const date = isoDate((before ?? text).replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+/i, ""));
  if (date?.startsWith("0000")) return null;
  if (date === null || !isRealDate(date)) return "unreadable";
  if (defaultDays.includes(date)) return null;
  if (date < "1900") return "unreadable";
  if (hours === undefined) return date;
  const clock = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (clock > 86_400 || Number(minutes) > 59 || Number(seconds) > 59) return "unreadable";
  if (zone === undefined) return date;
  const day = britishDay(date, clockOf(Number(hours), half, clock), zone);
  return defaultDays.includes(day) ? null : day;
}

/** The seconds since midnight, of which 24:00 is the last. */
function clockOf(hours: number, half: string | undefined, clock: number): number {
  if (half === undefined) return Math.min(clock, 86_399);
  const isAfternoon = half.toLowerCase() === "p";
  return clock - hours * 3600 + ((hours % 12) + (isAfternoon ? 12 : 0)) * 3600;
}

function britishDay(date: string, clock: number, zone: string): string {
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d\d):?(\d\d)?/.exec(zone) ?? [];
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60;
  const moment = new Date(new Date(`${date}T00:00:00Z`).getTime() + (clock - offset) * 1000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(moment);
}

/** An optional date: unreadable and later than as-at both read as blank. */
export function readOptionalDate(cell: string | undefined, asAt: string): string | null {
  const date = readDate(cell);
  return date === null || date === "unreadable" || date > asAt ? null : date;
}

export function readYesNo(cell: string | undefined): "yes" | "no" | "unknown" {
  const word = (readText(cell) ?? "").toLowerCase().replace(/\.0+$/, "");
  if (yesWords.includes(word)) return "yes";
  return noWords.includes(word) ? "no" : "unknown";
}

/** A whole number of years from 0 to 120, else null. */
export function readAge(cell: string | undefined): number | null {
  const text = readText(cell);
  if (text === null || !/^\d{1,3}$/.test(text)) return null;
  return Number(text) <= 120 ? Number(text) : null;
}

/** Text without case, spaces and punctuation, for comparing offence labels. */
export function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Day first, or year first; a month by its name anywhere before the year. */
function isoDate(text: string): string | null {
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact) return join(compact[1] ?? "", compact[2] ?? "", compact[3] ?? "");
  const parts = text.split(/[-/. ,]+/).map((part) => part.replace(/^(\d+)(st|nd|rd|th)$/i, "$1"));
  const signs = new Set(text.match(/[-/.]/g));
  const [first = "", second = "", third = "", ...more] = parts;
  if (more.length > 0 || third === "" || signs.size > 1) return null;
  if (/^\d{4}$/.test(first)) return join(first, monthOf(second), third);
  if (monthOf(first) !== "" && !/^\d/.test(first)) return join(fullYear(third), monthOf(first), second);
  return join(fullYear(third), monthOf(second), first);
}

function monthOf(text: string): string {
  if (/^\d{1,2}$/.test(text)) return text;
  const name = text.toLowerCase();
  const place = months.findIndex((month) => name === month || name === month.slice(0, 3));
  return name === "sept" ? "9" : place < 0 ? "" : String(place + 1);
}

function fullYear(year: string): string {
  return /^\d\d$/.test(year) ? centuryOf(year) + year : year;
}

function centuryOf(year: string): string {
  return Number(year) >= 69 ? "19" : "20";
}

function join(year: string, month: string, day: string): string | null {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
