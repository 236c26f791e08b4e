import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import { kpiParameter } from "../contract/kpi.ts";
import { noData, Problem } from "../contract/problem.ts";
import { revisionsQuerySchema, revisionsSchema } from "../contract/revisions.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { readRevisions } from "../measures/revisions.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { findDefinition } from "../measures/served-kpis.ts";
import type { Snapshot } from "../store/snapshots.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

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

export function revisionRoutes({ store, queries, settings, accessLog }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(revisions, (context) =>
    store.read(async (served) => {
      if (!served) throw noData();
      const query = context.req.valid("query");
      const { id } = context.req.valid("param");
      const person = context.get("person");
      const view = viewFor(person, await settings());
      const answer = await store.readSnapshot(query.against, (earlier) => {
        const { snapshot: asked } = query;
        return asked === undefined || asked === served.manifest.snapshot.id
          ? compare(earlier, served)
          : store.readSnapshot(asked, (later) => compare(earlier, later));
      });
      const crimes = answer.crimes?.rows ?? [];
      const entry = {
        action: "consultation" as const,
        person,
        what: `${context.req.method} ${context.req.path}`,
        filter: context.req.queries(),
        rows: crimes.length,
        refs: crimes.map((row) => accessLog.hashOf(String(row[answer.of.key]))),
        snapshot: answer.snapshot,
      };
      await accessLog.consult(entry, (await settings()).case_lists.crimes_a_day);
      return context.json(answer, 200);

      function compare(earlier: Snapshot, later: Snapshot) {
        if (query.snapshot !== undefined) refuseWrongOrder(earlier, later);
        const side = (snapshot: Snapshot) => ({
          snapshot,
          definition: findDefinition(snapshot.manifest, id),
        });
        refuseUnknownValues(query, valuesOfBoth(earlier.manifest.snapshot, later.manifest.snapshot));
        const isListed = may(person, "list-crimes");
        return readRevisions(side(earlier), side(later), queries, query, view, isListed);
      }
    }),
  );
}

/** Refuses two snapshots in the wrong order: the comparison goes from the earlier one to the later. */
function refuseWrongOrder(earlier: Snapshot, later: Snapshot): void {
  if (later.manifest.snapshot.importedAt > earlier.manifest.snapshot.importedAt) return;
  const message = "The later snapshot must have been made after the earlier one.";
  throw new Problem(400, "bad-order", message, "snapshot");
}

type Dimensions = Parameters<typeof refuseUnknownValues>[1];

/** Accepts filter values of either snapshot, because a renamed team is in only one of them. */
function valuesOfBoth(then: { dimensions: Dimensions }, now: { dimensions: Dimensions }): Dimensions {
  const names = Object.keys(now.dimensions) as (keyof Dimensions)[];
  return Object.fromEntries(
    names.map((name) => [name, [...(then.dimensions[name] ?? []), ...(now.dimensions[name] ?? [])]]),
  ) as Dimensions;
}
