import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import { kpiParameter } from "../contract/kpi.ts";
import { revisionsQuerySchema, revisionsSchema } from "../contract/revisions.ts";
import type { Dependencies } from "../dependencies.ts";
import { readRevisions } from "../measures/revisions.ts";
import { recordConsulted } from "./consulted.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { twoSnapshotsRoute } from "./figures-route.ts";

const revisions = createRoute({
  method: "get",
  path: "/kpis/{id}/revisions",
  summary:
    "A KPI by month in an earlier snapshot and now, what moved between and why, and the crimes where asked",
  request: { params: kpiParameter, query: revisionsQuerySchema },
  responses: {
    200: { description: "Then and now", content: { "application/json": { schema: revisionsSchema } } },
    ...errorAnswers,
  },
});

/** The route that compares a KPI in two snapshots. */
export function revisionRoutes(dependencies: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(revisions, (context) => {
    const { against, snapshot, month, reason, limit, cursor, ...filters } = context.req.valid("query");
    const asked = { kpi: context.req.valid("param").id, filters, against, snapshot };
    return twoSnapshotsRoute(dependencies, context, asked, async (questions, settings) => {
      const listing = { month, reason, limit, cursor };
      const isListed = may(context.get("person"), "list-crimes");
      const answer = await readRevisions(questions, dependencies.queries, listing, isListed);
      const shown = { rows: answer.crimes?.rows ?? [], of: answer.of, snapshot: answer.snapshot };
      await recordConsulted(dependencies, context, shown, settings);
      return context.json(answer, 200);
    });
  });
}
