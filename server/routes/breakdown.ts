import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { breakdownQuerySchema, breakdownSchema } from "../contract/breakdown.ts";
import { kpiParameter } from "../contract/kpi.ts";
import type { Dependencies } from "../dependencies.ts";
import { readBreakdown } from "../measures/breakdown.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { kpiFiguresRoute } from "./figures-route.ts";

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

/** The route of a KPI by group. */
export function breakdownRoutes(dependencies: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(breakdown, (context) => {
    const { by, compare_from, compare_to, ...filters } = context.req.valid("query");
    const asked = { kpi: context.req.valid("param").id, filters, by };
    return kpiFiguresRoute(dependencies, context, asked, async (question) => {
      const compared = { compare_from, compare_to };
      const answer = await readBreakdown({ ...question, split: by }, dependencies.queries, compared);
      return context.json(answer, 200);
    });
  });
}
