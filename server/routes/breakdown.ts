import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { viewFor } from "../access/view.ts";
import type { Dependencies } from "../app.ts";
import { findDefinition } from "../catalogue/served.ts";
import { readBreakdown } from "../measures/breakdown.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { noData } from "../problem.ts";
import { kpiParameter } from "../schemas.ts";
import { breakdownQuerySchema, breakdownSchema } from "./breakdown-schemas.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const breakdown = createRoute({
  method: "get",
  path: "/kpis/{id}/breakdown",
  summary: "A KPI by group over a period: n of N, intervals, funnel limits, contribution to the change",
  request: { params: kpiParameter, query: breakdownQuerySchema },
  responses: {
    200: { description: "One row per group", content: { "application/json": { schema: breakdownSchema } } },
    ...errorAnswers,
  },
});

export function breakdownRoutes({ store, queries, settings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(breakdown, (context) =>
    store.read(async (served) => {
      if (!served) throw noData();
      const query = context.req.valid("query");
      const definition = findDefinition(served.manifest, context.req.valid("param").id);
      refuseUnknownValues(query, served.manifest.snapshot.dimensions);
      const view = viewFor(context.get("person"), await settings());
      return context.json(await readBreakdown(served, queries, definition, query, view), 200);
    }),
  );
}
