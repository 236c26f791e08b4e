import { isRealDate } from "./dates.ts";

/** How one cell of raw text is read, by section 1 of the contract. A blank is null. */

const nullTokens = ["", "null", "n/a", "#n/a", "-", "."];
const yesWords = ["yes", "y", "true", "1", "t"];
const noWords = ["no", "n", "false", "0", "f"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})$/;
const named = /^(\d{1,2})-([a-z]{3})-(\d{4})$/i;
const time = /[ t]+([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?( ?[ap]m)?(z|[+-]\d{2}:?\d{2})?$/i;

/** The trimmed text, or null for a null token in any case. */
export function readText(cell: string | undefined): string | null {
  const text = (cell ?? "").trim();
  return nullTokens.includes(text.toLowerCase()) ? null : text;
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

/** A date as `YYYY-MM-DD`, null when blank, "unreadable" when there is text that is no date. */
export function readDate(cell: string | undefined): string | null | "unreadable" {
  const text = readText(cell);
  if (text === null) return null;
  const date = isoDate(text.replace(time, ""));
  return date !== null && isRealDate(date) ? date : "unreadable";
}

/** An optional date: unreadable and later than as-at both read as blank. */
export function readOptionalDate(cell: string | undefined, asAt: string): string | null {
  const date = readDate(cell);
  return date === null || date === "unreadable" || date > asAt ? null : date;
}

export function readYesNo(cell: string | undefined): "yes" | "no" | "unknown" {
  const word = (readText(cell) ?? "").toLowerCase();
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

function isoDate(text: string): string | null {
  const [, day = "", month = "", year = ""] = slashed.exec(text) ?? [];
  if (day !== "") return join(year.length === 2 ? centuryOf(year) + year : year, month, day);
  const [, isoYear = "", isoMonth = "", isoDay = ""] = iso.exec(text) ?? [];
  if (isoYear !== "") return join(isoYear, isoMonth, isoDay);
  const [, namedDay = "", name = "", namedYear = ""] = named.exec(text) ?? [];
  const number = months.indexOf(name.toLowerCase()) + 1;
  return number > 0 ? join(namedYear, String(number), namedDay) : null;
}

function centuryOf(year: string): string {
  return Number(year) >= 69 ? "19" : "20";
}

function join(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
