import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { DuckDBConnection } from "duckdb";
import { stream, streamSSE } from "hono/streaming";
import type { AppEnv } from "../access/person.ts";
import { errorSchema } from "../contract/error.ts";
import {
  currentImportSchema,
  dryRunBodySchema,
  importParameter,
  importsSchema,
  publishedImportSchema,
  recogniseBodySchema,
  refusedSchema,
  resultSchema,
} from "../contract/imports.ts";
import type { Dependencies } from "../dependencies.ts";

import { type KeptSnapshot, keptSnapshots, restoreSnapshot, restores } from "../store/history.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { watchToTheEnd } from "./import-events.ts";
import { countRejected, readBuilt, writeRejected } from "./rejected-csv.ts";

const conflict = {
  409: {
    description: "Another import runs, or this one is not at that point",
    content: { "application/json": { schema: errorSchema } },
  },
};

const history = createRoute({
  method: "get",
  path: "/imports",
  summary:
    "The import that runs or waits, and every snapshot that is kept, with who, when, files and accounting",
  responses: {
    200: { description: "The history", content: { "application/json": { schema: importsSchema } } },
    ...errorAnswers,
  },
});

const begin = createRoute({
  method: "post",
  path: "/imports",
  summary: "Upload cases and outcomes files, several of each, and say what they seem to hold",
  request: {
    body: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: {
            type: "object",
            properties: { files: { type: "array", items: { type: "string", format: "binary" } } },
          },
        },
      },
    },
  },
  responses: {
    201: { description: "The files", content: { "application/json": { schema: currentImportSchema } } },
    ...errorAnswers,
    ...conflict,
    413: { description: "Too large", content: { "application/json": { schema: errorSchema } } },
  },
});

const one = createRoute({
  method: "get",
  path: "/imports/{id}",
  summary: "The import that runs or waits: its state, its files, and what its dry run found",
  request: { params: importParameter },
  responses: {
    200: { description: "The import", content: { "application/json": { schema: currentImportSchema } } },
    ...errorAnswers,
  },
});

const recognise = createRoute({
  method: "post",
  path: "/imports/{id}/recognise",
  summary: "Look at the files again with the roles and the mapping confirmed so far",
  request: {
    params: importParameter,
    body: { required: true, content: { "application/json": { schema: recogniseBodySchema } } },
  },
  responses: {
    200: { description: "The import", content: { "application/json": { schema: currentImportSchema } } },
    ...errorAnswers,
    ...conflict,
  },
});

const dryRun = createRoute({
  method: "post",
  path: "/imports/{id}/dry-run",
  summary: "Build everything and stop before publishing: accounting, problems, and what would change",
  request: {
    params: importParameter,
    body: { required: true, content: { "application/json": { schema: dryRunBodySchema } } },
  },
  responses: {
    200: { description: "What it found", content: { "application/json": { schema: resultSchema } } },
    ...errorAnswers,
    ...conflict,
    422: { description: "Refused, with why", content: { "application/json": { schema: refusedSchema } } },
  },
});

const publish = createRoute({
  method: "post",
  path: "/imports/{id}/publish",
  summary: "Serve what the dry run built",
  request: { params: importParameter },
  responses: {
    200: { description: "Served", content: { "application/json": { schema: publishedImportSchema } } },
    ...errorAnswers,
    ...conflict,
  },
});

const discard = createRoute({
  method: "delete",
  path: "/imports/{id}",
  summary: "Cancel the import, or throw it away; nothing of it is kept",
  request: { params: importParameter },
  responses: { 204: { description: "Gone" }, ...errorAnswers, ...conflict },
});

const events = createRoute({
  method: "get",
  path: "/imports/{id}/events",
  summary: "How far the import is, as server-sent events: `state`, `progress`, and `end` with its outcome",
  request: { params: importParameter },
  responses: {
    200: { description: "The events", content: { "text/event-stream": { schema: z.string() } } },
    ...errorAnswers,
  },
});

const rejected = createRoute({
  method: "get",
  path: "/imports/{id}/rejected.csv",
  summary: "The rejected rows of a dry run or of a kept snapshot: file, line, column, rule, reason, raw text",
  request: { params: importParameter },
  responses: {
    200: { description: "The rows", content: { "text/csv": { schema: z.string() } } },
    ...errorAnswers,
  },
});

const restore = createRoute({
  method: "post",
  path: "/snapshots/{id}/restore",
  summary: "Serve a kept snapshot in place of the one that is served",
  request: { params: importParameter },
  responses: { 204: { description: "Served" }, ...errorAnswers, ...conflict },
});

/** The routes by which importers upload, try and publish files, and restore kept snapshots. */
export function importRoutes({ store, home, imports, queries, accessLog, now }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(history, async (context) => {
      const { snapshots: kept, unusable } = await keptSnapshots(home);
      const snapshots = kept.map(described);
      return context.json(
        { current: imports.current(), snapshots, unusable, restores: await restores(home) },
        200,
      );
    })
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
    .openapi(publish, async (context) =>
      context.json({ snapshot: await imports.publish(context.req.valid("param").id) }, 200),
    )
    .openapi(discard, async (context) => {
      await imports.discard(context.req.valid("param").id);
      return context.body(null, 204);
    })
    .openapi(events, (context) => {
      const { id } = context.req.valid("param");
      imports.one(id);
      return streamSSE(context, (sse) => watchToTheEnd(imports, id, sse));
    })
    .openapi(rejected, async (context) => {
      const { id } = context.req.valid("param");
      const built = imports.builtDatabase(id);
      const read = <Answer>(reader: (connection: DuckDBConnection) => Promise<Answer>) =>
        built ? readBuilt(built, reader) : store.readSnapshot(id, ({ use }) => use(reader));
      const rows = await read(countRejected);
      await accessLog.append({
        action: "disclosure",
        person: context.get("person"),
        what: `${context.req.method} ${context.req.path}`,
        rows,
        ...(built ? {} : { snapshot: id }),
      });
      context.header("Content-Type", "text/csv; charset=utf-8");
      context.header("Content-Disposition", `attachment; filename="rejected-${id}.csv"`);
      return stream(context, (out) => read((connection) => writeRejected(connection, queries, out)));
    })
    .openapi(restore, async (context) => {
      await restoreSnapshot(home, context.req.valid("param").id, context.get("person").id, now());
      return context.body(null, 204);
    });
}

function described({ id, manifest, served, damaged }: KeptSnapshot) {
  const { asAt, importedAt, firstMonth, lastCompleteMonth, files } = manifest.snapshot;
  const found = (severity: "error" | "warning") =>
    manifest.checks.filter((check) => check.count > 0 && check.severity === severity).length;
  return {
    ...manifest.imported,
    id,
    asAt,
    importedAt,
    firstMonth,
    lastCompleteMonth,
    files,
    crimes: manifest.database.crimes,
    errors: found("error"),
    warnings: found("warning"),
    served,
    damaged,
  };
}
