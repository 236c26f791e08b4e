import type { MiddlewareHandler } from "hono";
import { Problem } from "../contract/problem.ts";
import { ruleFor } from "./rules.ts";

/** The header that only this product's pages send. For another site the browser asks the server first, which refuses. */
export const ownHeader = "x-flight-deck";

/** What a browser says of a request by a page of this product, or by an address that a person typed. */
const ownSites = ["same-origin", "none"];

const safeMethods = ["GET", "HEAD", "OPTIONS"];

/** Refuses every request that changes something and does not come from this product's pages, for all content types; and what the access
 * log records, such as lists and files, where another site asks for it in a person's name. */
export function sameOriginOnly(): MiddlewareHandler {
  return (context, next) => {
    const { method, path } = context.req;
    if (safeMethods.includes(method)) {
      const from = context.req.header("sec-fetch-site") ?? "none";
      if (ruleFor(method, path)?.use && !ownSites.includes(from)) throw otherOrigin();
      return next();
    }
    const origin = context.req.header("origin");
    const site = context.req.header("sec-fetch-site");
    const host = context.req.header("host") ?? new URL(context.req.url).host;
    const isForeign =
      (origin !== undefined && hostOf(origin) !== host) || (site !== undefined && site !== "same-origin");
    const isUnknown = origin === undefined && site === undefined;
    if (isForeign || isUnknown || context.req.header(ownHeader) === undefined) throw otherOrigin();
    return next();
  };
}

function otherOrigin(): Problem {
  return new Problem(
    403,
    "other-origin",
    "This request did not come from a page of the flight deck. Open the flight deck and ask for it there.",
  );
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
