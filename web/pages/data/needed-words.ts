import type { InputColumns, Role } from "../../types.ts";

/** Says what a field is needed for: “Required”, “Breakdown” or “Optional”; “Not read” where there is none. */
export function neededWords(column: string | null, role: Role, { required, splits }: InputColumns): string {
  if (column === null) return "Not read";
  const either = required[role]?.find((columns) => columns.includes(column));
  if (either) return either.length > 1 ? "One of two" : "Required";
  return splits.includes(column) ? "Breakdown" : "Optional";
}
