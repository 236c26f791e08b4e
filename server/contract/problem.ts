import type { ContentfulStatusCode } from "hono/utils/http-status";

/** An answer other than the one asked for, as the API words it: `{error: {code, message, field?}}`. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly field: string | undefined;
  /** Seconds after which to try again. */
  readonly retryAfter: number | undefined;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    field?: string,
    { retryAfter, cause }: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }
}

/** Answers a request that may be sent again after so many seconds: the server is busy, or the request came too often. */
export function tryAgainLater(
  status: 429 | 503,
  code: string,
  message: string,
  retryAfter: number,
  cause?: unknown,
): Problem {
  return new Problem(status, code, message, undefined, { retryAfter, cause });
}

/** The 503 for a home into which nothing was imported yet. It says what to import. */
export function noData(): Problem {
  return new Problem(
    503,
    "no-data",
    "Nothing has been imported yet. Import a cases file and an outcomes file first.",
  );
}
