import { isDay } from "./day.ts";
import { suggestCode } from "./suggest-code.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { headerWordsOf } from "./words.ts";

const mostLookedAt = 50;

/** How values fit a column: the share of the different ones that do, null if none is given; and whether such values tell the
 * column by themselves, as codes do and dates do not. */
export type Fit = { share: number | null; tells: boolean };

const blank = /^(|\(?null\)?|n\.?\/?a\.?|<na>|#n\/a|#[a-z0-9/]+[!?]|#+|nan|nat|none|\(blank\)|-+|\.)$/i;
const shapes: Record<string, (value: string, vocabulary: Vocabulary) => boolean> = {
  crime_ref: (value) => /\d/.test(value) && !isDay(value) && value.length <= 40,
  offence_code: (value, { offence }) => /^0*\d{1,3}[a-z]?$/i.test(value) && hasCode(offence, value),
  offence_text: (value) => /[a-z]{3}/i.test(value) && value.length > 5 && !isDay(value),
  outcome_code: (value, vocabulary) =>
    hasCode(vocabulary.outcome, value) || (suggestCode(value, "outcome", vocabulary)?.confidence ?? 0) >= 0.6,
  cancelled_code: (value) => /^(c[1-5]|n100.*|no?|0|false)$/i.test(value),
  victim_age: (value) => /^\d{1,3}(\.0+)?$/.test(value) && Number(value) <= 120,
  victim_sex: (value) => /^(m|f|u|x|male|female|unknown|other|not (known|stated|recorded))$/i.test(value),
  domestic: isYesNo,
  suspect_identified: isYesNo,
  early_advice_sought: (value) => isYesNo(value) || /^unknown$/i.test(value),
};

/** Columns whose values are found in no other. */
const telling = new Set(["offence_code", "outcome_code", "cancelled_code"]);

/** How well the values under a header fit a column: the share that does, null without any value, and whether they tell it by
 * themselves. */
export function fitOf(column: string, values: string[], vocabulary: Vocabulary): Fit {
  const given = [...new Set(values.filter((value) => !blank.test(value)))].slice(0, mostLookedAt);
  const fits = column.endsWith("_date") ? isDay : (shapes[column] ?? isText);
  return {
    share: given.length === 0 ? null : given.filter((value) => fits(value, vocabulary)).length / given.length,
    tells: telling.has(column) && given.some((value) => /[a-z]/i.test(value)),
  };
}

/** Whether values are so unlike those of a column that even one of its names says nothing: days where codes or names should be,
 * or no digit in any date. */
export function contradicts(column: string, values: string[]): boolean {
  const given = [...new Set(values.filter((value) => !blank.test(value)))].slice(0, mostLookedAt);
  const unlike = column.endsWith("_date") ? (value: string) => !/\d/.test(value) : isDay;
  return given.length > 0 && given.filter(unlike).length * 2 >= given.length;
}

const nameOfPerson =
  /^(pc|dc|ds|di|mr|mrs|ms|dr)?\s*[\p{Lu}][\p{L}'’-]+,?\s+[\p{Lu}][\p{L}'’.-]*(\s+[\p{Lu}][\p{L}'’.-]*)?$/iu;

/** Why a column can be no key: it holds names of people or, where it is not the reference of a crime, says one of two things. Null
 * where it can. */
export function noKeyBecause(column: string, values: string[]): string | null {
  if (holdsNames(values)) return `${holdsNamesWords}. Export a pseudonymous key in its place`;
  const given = values.filter((value) => !blank.test(value));
  const different = new Set(given).size;
  return column !== "crime_ref" && given.length >= 20 && different <= 2
    ? "it holds only two different values, which are no keys"
    : null;
}

/** Why a column is never read, whatever a mapping says: its header speaks of people and names stand under it, or it would be a key and
 * holds names. Null where it may be read. */
export function neverReadBecause(header: string, values: string[], wouldBeKey: boolean): string | null {
  const words = headerWordsOf(header);
  const namesPeople =
    namesAlone.some((word) => words.has(word)) ||
    (words.has("name") && people.some((word) => words.has(word)));
  return (wouldBeKey || namesPeople) && holdsNames(values) ? holdsNamesWords : null;
}

const holdsNamesWords = "it holds names of people";
const namesAlone = ["surname", "forename"];
const people = [
  "victim",
  "suspect",
  "officer",
  "oic",
  "witness",
  "person",
  "aggrieved",
  "accused",
  "nominal",
];

/** Words that no name of a person has, though they may stand where one would. */
const noName =
  /\b(not|no|yes|known|unknown|named|unnamed|identified|stated|recorded|victim|suspect|officer)\b/i;

function holdsNames(values: string[]): boolean {
  const given = values.filter((value) => !blank.test(value));
  const names = given.filter((value) => nameOfPerson.test(value) && !noName.test(value)).length;
  return given.length > 0 && names * 2 > given.length;
}

function isText(value: string): boolean {
  return !isDay(value);
}

function isYesNo(value: string): boolean {
  return /^(yes|no|y|n|true|false|t|f|1|0)$/i.test(value);
}

function hasCode(codes: { code: string }[], value: string): boolean {
  const plain = value
    .toUpperCase()
    .replace(/\.0+$/, "")
    .replace(/^0+(?=.)/, "");
  return codes.some(({ code }) => code === plain);
}
