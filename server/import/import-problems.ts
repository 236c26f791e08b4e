import { Problem } from "../contract/problem.ts";

/** The 409 for an import that is begun while another one runs. It says who runs it, and since when (a moment in ISO form). */
export function importRunning(by: string, since: string): Problem {
  return new Problem(
    409,
    "import-running",
    `An import by ${by}, begun at ${since.slice(11, 16)} UTC, is not finished. One import runs at a time: wait for it, or end it on the Data page.`,
  );
}

/** The 409 that ends an import which was cancelled. */
export function cancelled(): Problem {
  return new Problem(409, "cancelled", "The import was cancelled.");
}

/** The 409 for publishing a dry run that was compared with a snapshot which is no longer served. */
export function comparedWithAnother(): Problem {
  return new Problem(
    409,
    "compared-with-another",
    "Another snapshot has been served since the dry run, so what it would change is no longer what was shown. Make the dry run again.",
  );
}
