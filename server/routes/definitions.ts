import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { definitionsSchema } from "../contract/definitions.ts";
import type { Dependencies } from "../dependencies.ts";
import { readMaps } from "../measures/maps.ts";
import type { Model } from "../model/model.ts";
import { readServed } from "../store/open-store.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const definitions = createRoute({
  method: "get",
  path: "/definitions",
  summary: "The code maps in force, the column names that are recognised, and the change log",
  responses: {
    200: { description: "The maps", content: { "application/json": { schema: definitionsSchema } } },
    ...errorAnswers,
  },
});

/** The route of the code maps, the recognised names of columns and the change log. */
export function definitionRoutes({ store, queries, reference, model }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid }).openapi(definitions, (context) =>
    readServed(store, async (served) => {
      const columns = columnsOf(model());
      const maps = await readMaps(served, queries);
      return context.json(
        { snapshot: served.manifest.snapshot.id, ...maps, columns, changes: reference.changes },
        200,
      );
    }),
  );
}

/** Every column that has other names, each once. */
function columnsOf({ inputs }: Model): { column: string; aliases: string[] }[] {
  const named = inputs.flatMap(({ columns }) => columns).filter(({ aliases }) => aliases.length > 0);
  return [...new Map(named.map(({ name, aliases }) => [name, { column: name, aliases }])).values()];
}
