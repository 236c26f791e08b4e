import type { StoredColumn } from "../csv/row-files.ts";

/** The columns that each kind of input file may have, by the names of the contract. */
export const inputColumns = {
  cases: [
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
    "cancelled_code",
    "early_advice_date",
    "early_advice_sought",
    "submission_date",
    "outcome_code",
    "outcome_date",
    "charge_date",
    "keyed_date",
    "extract_date",
  ],
  outcomes: ["crime_ref", "outcome_code", "outcome_date", "charge_date", "keyed_date"],
} as const;

export type Role = keyof typeof inputColumns;

/** The columns whose texts hardly ever repeat. */
export const textColumns: string[] = ["crime_ref", "officer", "victim_key", "suspect_key"];

/** How the rows of a role are stored. */
export function storedColumns(role: Role): StoredColumn[] {
  return inputColumns[role].map((name) => ({ name, held: textColumns.includes(name) ? "text" : "number" }));
}
