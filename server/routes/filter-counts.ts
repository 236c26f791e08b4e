import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { filterCountsQuerySchema, filterCountsSchema } from "../contract/filter-counts.ts";
import { noData } from "../contract/problem.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { readFilterCounts } from "../measures/filter-counts.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

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

export function filterCountRoutes({ store, settings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(filterCounts, (context) =>
    store.read(async (served) => {
      if (!served) throw noData();
      const view = viewFor(context.get("person"), await settings());
      return context.json(await readFilterCounts(served, context.req.valid("query"), view), 200);
    }),
  );
}
