import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { noData } from "../contract/problem.ts";
import type { PersonRole as Role } from "../contract/session.ts";
import { checksSchema, healthSchema, servedSnapshotSchema } from "../contract/snapshot.ts";
import type { Dependencies } from "../dependencies.ts";
import { markingOf } from "../disclosure/view.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const health = createRoute({
  method: "get",
  path: "/health",
  summary: "Whether the server answers, and which snapshot it serves",
  responses: { 200: { description: "Healthy", content: { "application/json": { schema: healthSchema } } } },
});

const ready = createRoute({
  method: "get",
  path: "/ready",
  summary: "Whether there are figures to serve: 200 where there are, 503 where there are none yet",
  responses: {
    200: { description: "Ready", content: { "application/json": { schema: healthSchema } } },
    ...errorAnswers,
  },
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

/** Who sees how many rows each file had; the examples of a check are crimes, and for analysts only. */
const seesFiles: Role[] = ["officer", "analyst", "importer"];

export function snapshotRoutes({ store, settings: readSettings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(health, (context) =>
      store.read(async (served) =>
        context.json({ ok: true, snapshot: served?.manifest.snapshot.id ?? null }, 200),
      ),
    )
    .openapi(ready, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        return context.json({ ok: true, snapshot: served.manifest.snapshot.id }, 200);
      }),
    )
    .openapi(snapshot, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const { snapshot } = served.manifest;
        const settings = await readSettings();
        const { roles } = context.get("person");
        const { label, handling } = markingOf(
          settings,
          roles.every((role) => role === "viewer"),
        );
        const files = roles.some((role) => seesFiles.includes(role)) ? snapshot.files : [];
        return context.json(
          {
            ...snapshot,
            files,
            force: settings.force_name ?? snapshot.force,
            marking: label,
            handling,
            notice: served.notice,
          },
          200,
        );
      }),
    )
    .openapi(checks, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const isAnalyst = context.get("person").roles.includes("analyst");
        const { checks } = served.manifest;
        return context.json(
          {
            snapshot: served.manifest.snapshot.id,
            checks: isAnalyst ? checks : checks.map((check) => ({ ...check, examples: [] })),
          },
          200,
        );
      }),
    );
}
