export const caseColumns = [
  "crime_ref",
  "recorded_date",
  "offence_code",
  "offence_text",
  "reported_date",
  "offence_date",
  "force",
  "district",
  "team",
  "officer",
  "victim_key",
  "victim_age",
  "victim_sex",
  "relationship",
  "domestic",
  "suspect_key",
  "suspect_identified",
  "suspect_identified_date",
  "cancelled_code",
  "early_advice_date",
  "early_advice_sought",
  "submission_date",
  "extract_date",
] as const;

export const outcomeColumns = [
  "crime_ref",
  "outcome_code",
  "outcome_date",
  "charge_date",
  "keyed_date",
] as const;

export type CaseRow = Record<(typeof caseColumns)[number], string>;
export type OutcomeRow = Record<(typeof outcomeColumns)[number], string>;

/** The rows of one crime in both files, and what is wrong with them, if anything. */
export type CrimeRows = { cases: CaseRow[]; outcomes: OutcomeRow[]; dirt: string | null };

/** A crime's reference: `SYN/21/000123` is the 123rd crime of 2021. */
export function crimeRef(year: number, number: number): string {
  return `SYN/${String(year % 100).padStart(2, "0")}/${String(number).padStart(6, "0")}`;
}
