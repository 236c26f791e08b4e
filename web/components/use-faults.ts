import { useMemo } from "react";
import { isApiProblem } from "../api/client.ts";

/** The API's refusal by the form field that it names. The object stays the same until the next answer: a new object would mark a
 * corrected field as wrong again and block the form. */
export function useFaults(error: Error | null): Record<string, string> {
  return useMemo(
    () => (isApiProblem(error) && error.field !== null ? { [error.field]: error.message } : {}),
    [error],
  );
}
