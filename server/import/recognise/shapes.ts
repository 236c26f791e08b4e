import { suggestCode } from "./suggest-code.ts";
import type { Vocabulary } from "./vocabulary.ts";

const mostLookedAt = 50;

/** How values fit a column: the share of the different ones that do, null where none is given; and whether such values tell the
 * column by themselves, as codes do and dates do not. */
export type Fit = { share: number | null; tells: boolean };

const blank = /^(|null|n\/a|#n\/a|-|\.)$/i;
const day =
  /^(\d{1,2}\/\d{1,2}\/(\d{2}|\d{4})|\d{4}-\d{2}-\d{2}|\d{1,2}-[a-z]{3}-\d{4})([ t]+\d{1,2}:\d{2}.*)?$/i;

const shapes: Record<string, (value: string, vocabulary: Vocabulary) => boolean> = {
  crime_ref: (value) => /\d/.test(value) && !day.test(value) && value.length <= 40,
  offence_code: (value, { offence }) => /^0*\d{1,3}[a-z]?$/i.test(value) && hasCode(offence, value),
  offence_text: (value) => /[a-z]{3}/i.test(value) && value.length > 5 && !day.test(value),
  outcome_code: (value, vocabulary) =>
    hasCode(vocabulary.outcome, value) || (suggestCode(value, "outcome", vocabulary)?.confidence ?? 0) >= 0.6,
  cancelled_code: (value) => /^(c[1-5]|n100.*)$/i.test(value),
  victim_age: (value) => /^\d{1,3}(\.0+)?$/.test(value) && Number(value) <= 120,
  victim_sex: (value) => /^(m|f|u|x|male|female|unknown|other|not (known|stated|recorded))$/i.test(value),
  domestic: isYesNo,
  suspect_identified: isYesNo,
  early_advice_sought: (value) => isYesNo(value) || /^unknown$/i.test(value),
};

/** Columns whose values are found in no other. */
const telling = new Set(["offence_code", "outcome_code", "cancelled_code"]);

export function fitOf(column: string, values: string[], vocabulary: Vocabulary): Fit {
  const given = [...new Set(values.filter((value) => !blank.test(value)))].slice(0, mostLookedAt);
  const fits = column.endsWith("_date") ? isDay : (shapes[column] ?? isText);
  return {
    share: given.length === 0 ? null : given.filter((value) => fits(value, vocabulary)).length / given.length,
    tells: telling.has(column) && given.some((value) => /[a-z]/i.test(value)),
  };
}

function isDay(value: string): boolean {
  return day.test(value);
}

function isText(value: string): boolean {
  return !day.test(value);
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
