import type { InputColumns, Role } from "../../types.ts";

/** The fields by which figures can be split. */
const breakdowns = [
  "force",
  "district",
  "team",
  "victim_age",
  "victim_sex",
  "relationship",
  "domestic",
  "offence_date",
  "suspect_identified",
];

/** Says what a field is needed for: “Required”, “Breakdown” or “Optional”; “Not read” where there is none. */
export function neededWords(column: string | null, role: Role, { required }: InputColumns): string {
  if (column === null) return "Not read";
  const either = required[role]?.find((columns) => columns.includes(column));
  if (either) return either.length > 1 ? "One of two" : "Required";
  return breakdowns.includes(column) ? "Breakdown" : "Optional";
}
