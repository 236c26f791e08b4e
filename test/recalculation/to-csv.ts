import type { Row } from "./csv.ts";

export type CsvOptions = {
  columns: string[];
  delimiter?: "," | ";" | "\t" | "|";
  newline?: "\n" | "\r\n" | "\r";
  bom?: boolean;
  quotes?: "needed" | "all";
};

export const caseColumns = [
  ...["crime_ref", "recorded_date", "offence_code", "offence_text", "reported_date", "offence_date", "force"],
  ...["district", "team", "officer", "victim_key", "victim_age", "victim_sex", "relationship", "domestic"],
  ...[
    "suspect_key",
    "suspect_identified",
    "suspect_identified_date",
    "cancelled_code",
    "early_advice_date",
    "early_advice_sought",
  ],
  ...["submission_date", "extract_date"],
];

export const outcomeColumns = [
  ...["crime_ref", "force", "outcome_code", "outcome_date", "charge_date", "keyed_date", "suspect_key"],
];

/** The rows as a CSV text with a header; a field is quoted where the delimiter, a quote or a line break is in it. */
export function toCsv(rows: Row[], options: CsvOptions): string {
  const { columns, delimiter = ",", newline = "\n", bom = false, quotes = "needed" } = options;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  const text = lines
    .map((fields) => fields.map((field) => quoted(field, quotes === "all")).join(delimiter))
    .join(newline);
  return `${bom ? "\uFEFF" : ""}${text}${newline}`;
}

function quoted(field: string, always: boolean): string {
  return always || /[",;|\t\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
