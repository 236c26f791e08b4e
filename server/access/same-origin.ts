import type { MiddlewareHandler } from "hono";
import { Problem } from "../contract/problem.ts";

/** The header that only this product's own pages set: another site cannot, without asking first and being refused. */
export const ownHeader = "x-flight-deck";

const safeMethods = ["GET", "HEAD", "OPTIONS"];

/** Refuses what changes something unless it comes from this product's own pages, whatever the type of its content. */
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
      throw new Problem(403, "other-origin", "This was not asked by a page of the flight deck.");
    return next();
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
