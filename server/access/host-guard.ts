import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { Problem } from "../contract/problem.ts";

const oneYear = "max-age=31536000; includeSubDomains";

function headersFor(isSecure: boolean): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", "blob:"],
      styleSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
    },
    referrerPolicy: "no-referrer",
    strictTransportSecurity: isSecure ? oneYear : false,
    xFrameOptions: "DENY",
  });
}

/** Refuses requests for other host names than these, because another site may point its name at this machine. Sets the headers that
 * keep other sites from embedding or reading the pages. */
export function hostGuard(hosts: string[], isSecure: boolean): MiddlewareHandler {
  const headers = headersFor(isSecure);
  return async (context, next) => {
    const host = context.req.header("host") ?? new URL(context.req.url).host;
    if (!hosts.includes(host.replace(/:\d+$/, ""))) {
      throw new Problem(400, "unknown-host", "This server does not answer to that host name.", "Host");
    }
    context.header("Cache-Control", "no-store");
    return headers(context, next);
  };
}
