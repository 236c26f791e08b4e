import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import type { Dependencies } from "../app.ts";
import { noData } from "../problem.ts";
import { checksSchema, healthSchema, servedSnapshotSchema } from "../schemas.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const health = createRoute({
  method: "get",
  path: "/health",
  summary: "Whether the server answers, and which snapshot it serves",
  responses: { 200: { description: "Healthy", content: { "application/json": { schema: healthSchema } } } },
});

const snapshot = createRoute({
  method: "get",
  path: "/snapshot",
  summary: "What the snapshot holds: files, months, dimensions and their values",
  responses: {
    200: { description: "The snapshot", content: { "application/json": { schema: servedSnapshotSchema } } },
    ...errorAnswers,
  },
});

const checks = createRoute({
  method: "get",
  path: "/checks",
  summary: "Data-quality checks with counts and examples",
  responses: {
    200: { description: "The checks", content: { "application/json": { schema: checksSchema } } },
    ...errorAnswers,
  },
});

export function snapshotRoutes({ store, settings: readSettings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(health, (context) =>
      store.read(async (served) =>
        context.json({ ok: true, snapshot: served?.manifest.snapshot.id ?? null }, 200),
      ),
    )
    .openapi(snapshot, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const { snapshot } = served.manifest;
        const { force_name, marking } = await readSettings();
        return context.json(
          { ...snapshot, force: force_name ?? snapshot.force, marking, notice: served.notice },
          200,
        );
      }),
    )
    .openapi(checks, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        return context.json({ snapshot: served.manifest.snapshot.id, checks: served.manifest.checks }, 200);
      }),
    );
}
