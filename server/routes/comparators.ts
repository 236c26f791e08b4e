import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { comparatorsAnswerSchema } from "../contract/comparators.ts";
import { filterSchema } from "../contract/filters.ts";
import { kpiParameter } from "../contract/kpi.ts";
import type { Dependencies } from "../dependencies.ts";
import { readComparators } from "../measures/comparator.ts";
import { matchComparators } from "../measures/match-comparators.ts";
import { usualScope } from "../model/unit.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { kpiFiguresRoute } from "./figures-route.ts";

const comparators = createRoute({
  method: "get",
  path: "/kpis/{id}/comparators",
  summary: "Figures of other areas that are defined as this KPI is, with source and date",
  request: { params: kpiParameter, query: filterSchema },
  responses: {
    200: {
      description: "The comparators",
      content: { "application/json": { schema: comparatorsAnswerSchema } },
    },
    ...errorAnswers,
  },
});

/** The route of the figures of other areas. */
export function comparatorRoutes(dependencies: Dependencies) {
  const { home, reference } = dependencies;
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(comparators, (context) => {
    const asked = { kpi: context.req.valid("param").id, filters: context.req.valid("query") };
    return kpiFiguresRoute(dependencies, context, asked, async (question) => {
      const { definition, filters, snapshot } = question;
      const known = await readComparators(home, reference.comparators);
      const { shown, left_out } = matchComparators(definition, question, known);
      const answer = {
        kpi: definition.id,
        measure: definition.comparator_measure,
        basis: definition.basis,
        scope: filters.scope ?? usualScope(snapshot.manifest.units),
        comparators: shown,
        left_out,
      };
      return context.json(answer, 200);
    });
  });
}
