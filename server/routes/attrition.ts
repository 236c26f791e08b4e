import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { funnelSchema, incidenceAnswerSchema, incidenceQuerySchema } from "../contract/attrition.ts";
import { filterSchema } from "../contract/filters.ts";
import { noData } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { readIncidence } from "../measures/attrition.ts";
import { readIncidenceSplits } from "../measures/incidence-splits.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { readFunnel } from "../measures/stages.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const incidence = createRoute({
  method: "get",
  path: "/incidence",
  summary: "Cumulative incidence of each outcome group for the crimes recorded from–to, with 95 % bands",
  request: { query: incidenceQuerySchema },
  responses: {
    200: { description: "The curves", content: { "application/json": { schema: incidenceAnswerSchema } } },
    ...errorAnswers,
  },
});

const funnel = createRoute({
  method: "get",
  path: "/funnel",
  summary: "How far the crimes recorded from–to went, and what left at each step",
  request: { query: filterSchema },
  responses: {
    200: { description: "The stages", content: { "application/json": { schema: funnelSchema } } },
    ...errorAnswers,
  },
});

export function attritionRoutes({ store, queries, settings: readSettings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(incidence, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const { horizon, endings, split, ...filters } = context.req.valid("query");
        refuseUnknownValues(filters, served.manifest.snapshot.dimensions);
        const view = viewFor(context.get("person"), await readSettings());
        const asked = { horizon, endings };
        const splits = split ? await readIncidenceSplits(served, queries, filters, split, asked, view) : [];
        return context.json({ ...(await readIncidence(served, queries, filters, asked, view)), splits }, 200);
      }),
    )
    .openapi(funnel, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const filters = context.req.valid("query");
        refuseUnknownValues(filters, served.manifest.snapshot.dimensions);
        const view = viewFor(context.get("person"), await readSettings());
        return context.json(await readFunnel(served, queries, filters, view), 200);
      }),
    );
}
