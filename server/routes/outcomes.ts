import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { kpiParameter } from "../contract/kpi.ts";
import {
  distributionQuerySchema,
  distributionSchema,
  openInvestigationsQuerySchema,
  openInvestigationsSchema,
  outcomeMixQuerySchema,
  outcomeMixSchema,
} from "../contract/outcomes.ts";
import { noData } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { readDistribution } from "../measures/distribution.ts";
import { readOpenInvestigations } from "../measures/open-investigations.ts";
import { readOutcomeMix } from "../measures/outcome-mix.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { findDefinition } from "../measures/served-kpis.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const outcomeMix = createRoute({
  method: "get",
  path: "/outcome-mix",
  summary: "How the crimes closed, or recorded, in each month ended",
  request: { query: outcomeMixQuerySchema },
  responses: {
    200: { description: "The months", content: { "application/json": { schema: outcomeMixSchema } } },
    ...errorAnswers,
  },
});

const openInvestigations = createRoute({
  method: "get",
  path: "/open-investigations",
  summary: "Open investigations by how long they have been open, by group and at each month end",
  request: { query: openInvestigationsQuerySchema },
  responses: {
    200: { description: "The counts", content: { "application/json": { schema: openInvestigationsSchema } } },
    ...errorAnswers,
  },
});

const distribution = createRoute({
  method: "get",
  path: "/kpis/{id}/distribution",
  summary: "A duration's crimes by how long it was, over a period",
  request: { params: kpiParameter, query: distributionQuerySchema },
  responses: {
    200: { description: "The bins", content: { "application/json": { schema: distributionSchema } } },
    ...errorAnswers,
  },
});

export function outcomeRoutes({ store, queries, settings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(outcomeMix, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const query = context.req.valid("query");
        refuseUnknownValues(query, served.manifest.snapshot.dimensions);
        const view = viewFor(context.get("person"), await settings());
        return context.json(await readOutcomeMix(served, queries, query, view), 200);
      }),
    )
    .openapi(openInvestigations, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const query = context.req.valid("query");
        refuseUnknownValues(query, served.manifest.snapshot.dimensions);
        const view = viewFor(context.get("person"), await settings());
        return context.json(await readOpenInvestigations(served, queries, query, view), 200);
      }),
    )
    .openapi(distribution, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const query = context.req.valid("query");
        const definition = findDefinition(served.manifest, context.req.valid("param").id);
        refuseUnknownValues(query, served.manifest.snapshot.dimensions);
        const view = viewFor(context.get("person"), await settings());
        return context.json(await readDistribution(served, queries, definition, query, view), 200);
      }),
    );
}
