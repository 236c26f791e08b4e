import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { capabilitiesOf } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import { sessionSchema } from "../contract/session.ts";

import type { Dependencies } from "../dependencies.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const session = createRoute({
  method: "get",
  path: "/session",
  summary: "Who is signed in, and with which roles",
  responses: {
    200: { description: "The person, or null", content: { "application/json": { schema: sessionSchema } } },
  },
});

const signOut = createRoute({
  method: "post",
  path: "/session/sign-out",
  summary: "Ends the session",
  responses: { 204: { description: "Signed out" }, ...errorAnswers },
});

/** The routes that say who is signed in, and sign out. */
export function sessionRoutes({ mode, signOut: endSession }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(session, (context) => {
      const person = context.get("person");
      const { name, roles } = person ?? { name: "", roles: [] };
      return context.json(
        { mode, person: person ? { name, roles, may: capabilitiesOf(person) } : null },
        200,
      );
    })
    .openapi(signOut, async (context) => {
      await endSession(context);
      return context.body(null, 204);
    });
}
