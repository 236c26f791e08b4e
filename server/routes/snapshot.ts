import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { capabilitiesOf, may } from "../access/capabilities.ts";
import type { AppEnv } from "../access/person.ts";
import { Problem } from "../contract/problem.ts";
import type { Capability } from "../contract/session.ts";
import { checksSchema, healthSchema, servedSnapshotSchema } from "../contract/snapshot.ts";
import type { Dependencies } from "../dependencies.ts";
import { markingOf } from "../disclosure/view.ts";
import { readServed } from "../store/open-store.ts";
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

/** What a person may do who sees nothing but what is fit to leave the force. */
const asReleased: Capability[] = ["read-definitions", "read-figures"];

/** The routes that say whether the server serves, what the snapshot holds and what its checks found. */
export function snapshotRoutes({ store, settings: readSettings }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(health, (context) =>
      store
        .read(async (served) => served?.manifest.snapshot.id ?? null)
        .catch((error) => {
          // A server whose snapshots cannot be used is well: it waits for an import.
          if (error instanceof Problem) return null;
          throw error;
        })
        .then((snapshot) => context.json({ ok: true, snapshot }, 200)),
    )
    .openapi(ready, (context) =>
      readServed(store, async (served) => {
        return context.json({ ok: true, snapshot: served.manifest.snapshot.id }, 200);
      }),
    )
    .openapi(snapshot, (context) =>
      readServed(store, async (served) => {
        const { snapshot } = served.manifest;
        const settings = await readSettings();
        const person = context.get("person");
        const isReleased = capabilitiesOf(person).every((each) => asReleased.includes(each));
        const { label, handling } = markingOf(settings, isReleased);
        const files = may(person, "read-file-counts") ? snapshot.files : [];
        return context.json(
          {
            ...snapshot,
            files,
            force: settings.force_name ?? snapshot.force,
            marking: label,
            handling,
            notice: served.notice,
            units: served.manifest.units.map(({ id, one, many, is_followed, dimensions, scopes }) => ({
              id,
              one,
              many,
              is_followed,
              dimensions,
              scopes,
            })),
          },
          200,
        );
      }),
    )
    .openapi(checks, (context) =>
      readServed(store, async (served) => {
        const seesCrimes = may(context.get("person"), "list-crimes");
        const { checks } = served.manifest;
        return context.json(
          {
            snapshot: served.manifest.snapshot.id,
            checks: seesCrimes ? checks : checks.map((check) => ({ ...check, examples: [] })),
          },
          200,
        );
      }),
    );
}
