import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { filterCountsQuerySchema, filterCountsSchema } from "../contract/filter-counts.ts";
import type { Dependencies } from "../dependencies.ts";
import { readFilterCounts } from "../measures/filter-counts.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { figuresRoute } from "./figures-route.ts";

const filterCounts = createRoute({
  method: "get",
  path: "/filter-counts",
  summary: "How many crimes each value of each filter holds",
  request: { query: filterCountsQuerySchema },
  responses: {
    200: { description: "The counts", content: { "application/json": { schema: filterCountsSchema } } },
    ...errorAnswers,
  },
});

/** The route of how many crimes each value of each filter holds. */
export function filterCountRoutes(dependencies: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(filterCounts, (context) =>
    figuresRoute(dependencies, context, { filters: context.req.valid("query") }, async (question) =>
      context.json(await readFilterCounts(question), 200),
    ),
  );
}
