import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import { auditQuerySchema, auditSchema } from "../contract/audit.ts";
import { Problem } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const audit = createRoute({
  method: "get",
  path: "/audit",
  summary: "The access log, the newest first, and whether it is as it was written",
  request: { query: auditQuerySchema },
  responses: {
    200: { description: "The records", content: { "application/json": { schema: auditSchema } } },
    ...errorAnswers,
  },
});

/** The route by which auditors read the access log. */
export function auditRoutes({ accessLog }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(audit, async (context) => {
    if (!may(context.get("person"), "read-access-log"))
      throw new Problem(403, "forbidden", "Only auditors read the access log.");
    const { before = Number.POSITIVE_INFINITY, limit } = context.req.valid("query");
    const { records, faults } = await accessLog.read();
    const found = records.filter(({ seq }) => seq < before).reverse();
    const page = found.slice(0, limit).map(({ refs: _, ...record }) => record);
    const next = found.length > limit ? (page.at(-1)?.seq ?? null) : null;
    return context.json({ total: records.length, faults, records: page, next }, 200);
  });
}
