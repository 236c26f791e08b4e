import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { comparatorsAnswerSchema } from "../contract/comparators.ts";
import { filterSchema } from "../contract/filters.ts";
import { kpiParameter } from "../contract/kpi.ts";
import { noData } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { readComparators } from "../measures/comparator.ts";
import { matchComparators } from "../measures/match-comparators.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { findDefinition } from "../measures/served-kpis.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

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

export function comparatorRoutes({ store, home, reference, settings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(comparators, (context) =>
    store.read(async (served) => {
      if (!served) throw noData();
      viewFor(context.get("person"), await settings());
      const filters = context.req.valid("query");
      const definition = findDefinition(served.manifest, context.req.valid("param").id);
      refuseUnknownValues(filters, served.manifest.snapshot.dimensions);
      const known = await readComparators(home, reference.comparators);
      const { shown, left_out } = matchComparators(definition, filters, known);
      const { id, comparator_measure: measure, basis } = definition;
      const answer = {
        kpi: id,
        measure,
        basis,
        scope: filters.scope ?? "rasso",
        comparators: shown,
        left_out,
      };
      return context.json(answer, 200);
    }),
  );
}
