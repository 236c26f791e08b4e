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

/** Says what a field is needed for: “Required”, “Breakdown” or “Optional”. */
export function neededWords(column: string, role: Role, { required }: InputColumns): string {
  const either = required[role]?.find((columns) => columns.includes(column));
  if (either) return either.length > 1 ? "One of two" : "Required";
  return breakdowns.includes(column) ? "Breakdown" : "Optional";
}
