import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { viewFor } from "../access/view.ts";
import type { Dependencies } from "../app.ts";
import { findDefinition } from "../catalogue/served.ts";
import { readRevisions } from "../measures/revisions.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { noData } from "../problem.ts";
import { kpiParameter } from "../schemas.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { revisionsQuerySchema, revisionsSchema } from "./revisions-schemas.ts";

const revisions = createRoute({
  method: "get",
  path: "/kpis/{id}/revisions",
  summary: "A KPI by month in an earlier snapshot and now, and the crimes that moved between with why",
  request: { params: kpiParameter, query: revisionsQuerySchema },
  responses: {
    200: { description: "Then and now", content: { "application/json": { schema: revisionsSchema } } },
    ...errorAnswers,
  },
});

export function revisionRoutes({ store, queries, settings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(revisions, (context) =>
    store.read(async (served) => {
      if (!served) throw noData();
      const query = context.req.valid("query");
      const { id } = context.req.valid("param");
      const person = context.get("person");
      const view = viewFor(person, await settings());
      const later = { snapshot: served, definition: findDefinition(served.manifest, id) };
      const answer = await store.readSnapshot(query.against, (kept) => {
        const earlier = { snapshot: kept, definition: findDefinition(kept.manifest, id) };
        refuseUnknownValues(query, valuesOfBoth(kept.manifest.snapshot, served.manifest.snapshot));
        return readRevisions(earlier, later, queries, query, view, person.roles.includes("analyst"));
      });
      return context.json(answer, 200);
    }),
  );
}

type Dimensions = Parameters<typeof refuseUnknownValues>[1];

/** A filter may name what either snapshot has: a team that was renamed is in one of them. */
function valuesOfBoth(then: { dimensions: Dimensions }, now: { dimensions: Dimensions }): Dimensions {
  const names = Object.keys(now.dimensions) as (keyof Dimensions)[];
  return Object.fromEntries(
    names.map((name) => [name, [...(then.dimensions[name] ?? []), ...(now.dimensions[name] ?? [])]]),
  ) as Dimensions;
}
