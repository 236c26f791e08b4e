import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { breakdownQuerySchema, breakdownSchema } from "../contract/breakdown.ts";
import { kpiParameter } from "../contract/kpi.ts";
import { noData } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { readBreakdown } from "../measures/breakdown.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { findDefinition } from "../measures/served-kpis.ts";
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
