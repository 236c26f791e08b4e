import { useMemo } from "react";
import { isApiProblem } from "../api/client.ts";

/** A refusal under the field that it names, for a form. The same object until the next answer: a new one would mark a field
 * again that was put right since, and the form could not be sent. */
export function useFaults(error: Error | null): Record<string, string> {
  return useMemo(
    () => (isApiProblem(error) && error.field !== null ? { [error.field]: error.message } : {}),
    [error],
  );
}
