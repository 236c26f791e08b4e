import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import {
  funnelQuerySchema,
  funnelSchema,
  incidenceAnswerSchema,
  incidenceQuerySchema,
} from "../contract/attrition.ts";
import type { Dependencies } from "../dependencies.ts";
import { readIncidence } from "../measures/attrition.ts";
import { readIncidenceSplits } from "../measures/incidence-splits.ts";
import { readFunnel } from "../measures/stages.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { figuresRoute } from "./figures-route.ts";

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

/** The routes that follow a cohort: how its crimes ended, and how far they came. */
export function attritionRoutes(dependencies: Dependencies) {
  const { queries } = dependencies;
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(incidence, (context) => {
      const { horizon, endings, split, ...filters } = context.req.valid("query");
      return figuresRoute(dependencies, context, { filters, split }, async (question) => {
        const asked = { horizon, endings };
        const splits = await readIncidenceSplits(question, queries, asked);
        return context.json({ ...(await readIncidence(question, queries, asked)), splits }, 200);
      });
    })
    .openapi(funnel, (context) => {
      const { age, ...filters } = context.req.valid("query");
      return figuresRoute(dependencies, context, { filters }, async (question) =>
        context.json(await readFunnel(question, queries, age), 200),
      );
    });
}
