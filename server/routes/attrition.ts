import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import {
  funnelQuerySchema,
  funnelSchema,
  incidenceAnswerSchema,
  incidenceQuerySchema,
} from "../contract/attrition.ts";
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
  summary: "How many of the crimes recorded from–to reached each milestone within so many days of recording",
  request: { query: funnelQuerySchema },
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
        const { age, ...filters } = context.req.valid("query");
        refuseUnknownValues(filters, served.manifest.snapshot.dimensions);
        const view = viewFor(context.get("person"), await readSettings());
        return context.json(await readFunnel(served, queries, filters, age, view), 200);
      }),
    );
}
