import { OpenAPIHono } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import type { AppEnv } from "../access/person.ts";
import type { Dependencies } from "../dependencies.ts";
import { refuseInvalid } from "./errors.ts";
import { watchToTheEnd } from "./import-events.ts";
import {
  begin,
  bringBack,
  discard,
  dryRun,
  events,
  keepChoices,
  one,
  publish,
  recognise,
} from "./imports-paths.ts";

/** The routes by which importers upload, try, publish, throw away and bring back files. */
export function importRoutes({ imports, now }: Pick<Dependencies, "imports" | "now">) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(begin, async (context) =>
      context.json(await imports.receive(context.req.raw, context.get("person").id, now()), 201),
    )
    .openapi(one, (context) => context.json(imports.one(context.req.valid("param").id), 200))
    .openapi(recognise, async (context) =>
      context.json(await imports.recognise(context.req.valid("param").id, context.req.valid("json")), 200),
    )
    .openapi(dryRun, async (context) => {
      const { asAt, begins, override, ...confirmed } = context.req.valid("json");
      const result = await imports.dryRun(context.req.valid("param").id, confirmed, {
        asAt,
        begins,
        override: override?.reason ?? null,
        by: context.get("person").id,
        at: now(),
      });
      if (result.refusal === null) return context.json(result, 200);
      const { files, problems, limits, suggestedAsAt, changes } = result;
      const error = { code: "refused", message: result.refusal, ...(suggestedAsAt ? { field: "asAt" } : {}) };
      return context.json({ error, files, problems, limits, suggestedAsAt, changes }, 422);
    })
    .openapi(publish, async (context) => {
      const { id } = context.req.valid("param");
      return context.json({ snapshot: await imports.publish(id, context.get("person").id, now()) }, 200);
    })
    .openapi(discard, async (context) => {
      await imports.discard(context.req.valid("param").id, context.get("person").id, now());
      return context.body(null, 204);
    })
    .openapi(bringBack, async (context) =>
      context.json(await imports.bringBack(context.req.valid("param").id, now()), 200),
    )
    .openapi(keepChoices, (context) => {
      imports.keepChoices(context.req.valid("param").id, context.req.valid("json"));
      return context.body(null, 204);
    })
    .openapi(events, (context) => {
      const { id } = context.req.valid("param");
      imports.one(id);
      return streamSSE(context, (sse) => watchToTheEnd(imports, id, sse));
    });
}
