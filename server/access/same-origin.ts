import type { MiddlewareHandler } from "hono";
import { Problem } from "../contract/problem.ts";

/** The header that only this product's pages send. For another site the browser asks the server first, which refuses. */
export const ownHeader = "x-flight-deck";

const safeMethods = ["GET", "HEAD", "OPTIONS"];

/** Refuses every request that changes something and does not come from this product's pages, for all content types. */
export function sameOriginOnly(): MiddlewareHandler {
  return (context, next) => {
    if (safeMethods.includes(context.req.method)) return next();
    const origin = context.req.header("origin");
    const site = context.req.header("sec-fetch-site");
    const host = context.req.header("host") ?? new URL(context.req.url).host;
    const isForeign =
      (origin !== undefined && hostOf(origin) !== host) || (site !== undefined && site !== "same-origin");
    const isUnknown = origin === undefined && site === undefined;
    if (isForeign || isUnknown || context.req.header(ownHeader) === undefined)
      throw new Problem(403, "other-origin", "This request did not come from a page of the flight deck.");
    return next();
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
