import { dayOf, dayText } from "../../data/synthetic/days.ts";
import type { CaseRow, CrimeRows, OutcomeRow } from "../../data/synthetic/rows.ts";

/**
 * What a force's exports of several days hold of a crime, from its whole life: on each day only what had happened by it.
 * A crime changes a few times only, so most days hold what the day before held.
 */

export type Version = {
  /** The first and last of the days, counted from 0, on which an export holds the crime like this. */
  from: number;
  until: number;
  rows: { cases: CaseRow[]; outcomes: OutcomeRow[] };
};

/** The crime as it stands in an export of the day; null before it was recorded. */
export function asExportedOn({ cases, outcomes }: CrimeRows, day: number): Version["rows"] | null {
  if (cases.every((row) => dayOfText(row.recorded_date) > day)) return null;
  return {
    cases: cases.map((row) => caseOn(row, day)),
    outcomes: outcomes.filter((row) => happenedOn(row) <= day).map((row) => outcomeOn(row, day)),
  };
}

/** The crime's versions over the days, which rise. */
export function versionsOf(crime: CrimeRows, days: number[]): Version[] {
  const changes = crime.cases.flatMap((row) => [
    row.recorded_date,
    row.early_advice_date,
    row.submission_date,
  ]);
  for (const row of crime.outcomes) changes.push(row.outcome_date, row.charge_date);
  const starts = changes
    .filter((text) => text !== "")
    .map((text) => days.findIndex((day) => dayOfText(text) <= day))
    .filter((place) => place >= 0);
  const places = [...new Set(starts)].sort((a, b) => a - b);
  return places.flatMap((from, index) => {
    const rows = asExportedOn(crime, days[from] ?? 0);
    return rows ? [{ from, until: (places[index + 1] ?? days.length) - 1, rows }] : [];
  });
}

function caseOn(row: CaseRow, day: number): CaseRow {
  const hasAdvice = happenedBy(row.early_advice_date, day);
  return {
    ...row,
    early_advice_date: hasAdvice ? row.early_advice_date : "",
    early_advice_sought: hasAdvice || row.early_advice_date === "" ? row.early_advice_sought : "no",
    submission_date: happenedBy(row.submission_date, day) ? row.submission_date : "",
    extract_date: dayText(day),
  };
}

/** A charge is in the export at once; the outcome entered later for it cannot be dated after the export. */
function outcomeOn(row: OutcomeRow, day: number): OutcomeRow {
  const capped = (text: string) => (text === "" || happenedBy(text, day) ? text : dayText(day));
  return { ...row, outcome_date: capped(row.outcome_date), keyed_date: capped(row.keyed_date) };
}

function happenedOn(row: OutcomeRow): number {
  return dayOfText(row.charge_date === "" ? row.outcome_date : row.charge_date);
}

function happenedBy(text: string, day: number): boolean {
  return text !== "" && dayOfText(text) <= day;
}

const days = new Map<string, number>();

/** The number of the day that a text `dd/mm/yyyy` names; each text is read once. */
function dayOfText(text: string): number {
  const known = days.get(text);
  if (known !== undefined) return known;
  const day = dayOf(text.split("/").reverse().join("-"));
  days.set(text, day);
  return day;
}
