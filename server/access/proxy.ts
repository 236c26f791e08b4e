import type { HttpBindings } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { MiddlewareHandler } from "hono";
import { Problem } from "../contract/problem.ts";
import type { Identify } from "./guard.ts";
import { type AppEnv, knownRoles } from "./person.ts";

/** The headers by which a proxy says who asks. */
const personHeaders = ["x-remote-user", "x-remote-name", "x-remote-roles"];

/** Notes the client's address. If proxies are named, it refuses requests from other addresses, so that only a proxy can send the
 * headers that the server trusts. */
export function fromProxies(proxies: string[]): MiddlewareHandler<AppEnv> {
  return (context, next) => {
    const address = addressOf(getConnInfo(context).remote.address ?? "");
    if (proxies.length > 0 && !proxies.includes(address))
      throw new Problem(403, "not-the-proxy", "This server is reached through its proxy only.");
    if (proxies.length > 0) refuseRepeated(context.env);
    const forwarded = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
    context.set("address", proxies.length > 0 && forwarded ? forwarded : address);
    return next();
  };
}

/** Refuses a header that came twice: the proxy added its own beside the one that somebody sent. */
function refuseRepeated({ incoming }: HttpBindings): void {
  const names = incoming.rawHeaders.filter((_, place) => place % 2 === 0).map((name) => name.toLowerCase());
  const repeated = personHeaders.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (repeated)
    throw new Problem(
      400,
      "repeated-header",
      `The header ${repeated} came twice. The proxy must replace what others send under this name.`,
      repeated,
    );
}

/** The person that the proxy names in `X-Remote-User`, `X-Remote-Name` and `X-Remote-Roles` (comma-separated). */
export const identifyByProxy: Identify = (context) => {
  const user = context.req.header("x-remote-user")?.trim();
  if (!user) return null;
  const roles = (context.req.header("x-remote-roles") ?? "").split(",").map((role) => role.trim());
  return { id: `proxy:${user}`, name: context.req.header("x-remote-name") ?? user, roles: knownRoles(roles) };
};

function addressOf(remote: string): string {
  return remote.startsWith("::ffff:") ? remote.slice(7) : remote;
}
