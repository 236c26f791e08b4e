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
import type { Dependencies } from "../dependencies.ts";
import { readDistribution } from "../measures/distribution.ts";
import { readOpenInvestigations } from "../measures/open-investigations.ts";
import { readOutcomeMix } from "../measures/outcome-mix.ts";
import { followedUnit, holderOf } from "../model/unit.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { figuresRoute, kpiFiguresRoute } from "./figures-route.ts";

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

/** The routes of outcome mixes, open investigations, and the days of durations. */
export function outcomeRoutes(dependencies: Dependencies) {
  const { queries } = dependencies;
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(outcomeMix, (context) => {
      const { basis, endings, ...filters } = context.req.valid("query");
      return figuresRoute(dependencies, context, { filters }, async (question) =>
        context.json(await readOutcomeMix(question, queries, { basis, endings }), 200),
      );
    })
    .openapi(openInvestigations, (context) => {
      const { by, month, ...filters } = context.req.valid("query");
      return figuresRoute(dependencies, context, { filters, by }, async (question) => {
        const split = by ?? holderOf(followedUnit(question.snapshot.manifest.units));
        return context.json(await readOpenInvestigations({ ...question, split }, queries, month), 200);
      });
    })
    .openapi(distribution, (context) => {
      const { bin_days, ...filters } = context.req.valid("query");
      const asked = { kpi: context.req.valid("param").id, filters };
      return kpiFiguresRoute(dependencies, context, asked, async (question) =>
        context.json(await readDistribution(question, queries, bin_days), 200),
      );
    });
}
