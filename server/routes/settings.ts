import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { z } from "zod";
import type { AppEnv } from "../access/person.ts";
import {
  type Settings,
  savedSettingsSchema,
  settingsChangeSchema,
  settingsHistorySchema,
  settingsSchema,
} from "../contract/settings.ts";
import type { Dependencies } from "../dependencies.ts";

import { refuseContradictions } from "../settings/contradictions.ts";
import { settingsDocument } from "../settings/settings.ts";
import { readableHistory, readDocument, type Saved, saveDocument } from "../store/documents.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const current = createRoute({
  method: "get",
  path: "/settings",
  summary: "The settings in force, and their version",
  responses: {
    200: { description: "The settings", content: { "application/json": { schema: savedSettingsSchema } } },
    ...errorAnswers,
  },
});

const change = createRoute({
  method: "put",
  path: "/settings",
  summary: "Saves new settings over the version that was read",
  request: { body: { required: true, content: { "application/json": { schema: settingsChangeSchema } } } },
  responses: {
    200: { description: "As saved", content: { "application/json": { schema: savedSettingsSchema } } },
    ...errorAnswers,
  },
});

const history = createRoute({
  method: "get",
  path: "/settings/history",
  summary: "Every version of the settings, the newest first",
  responses: {
    200: { description: "The versions", content: { "application/json": { schema: settingsHistorySchema } } },
    ...errorAnswers,
  },
});

/** The routes by which the settings are read and saved. */
export function settingsRoutes({ store, home, now }: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(current, async (context) =>
      context.json(answerOf(await readDocument(home, settingsDocument, settingsSchema)), 200),
    )
    .openapi(change, (context) =>
      store.read(async (served) => {
        const { version, settings } = context.req.valid("json");
        refuseContradictions(settings, served?.manifest.kpis.map(({ definition }) => definition) ?? []);
        const saving = { over: version, by: context.get("person").name, at: now() };
        return context.json(
          answerOf(await saveDocument(home, settingsDocument, settingsSchema, settings, saving)),
          200,
        );
      }),
    )
    .openapi(history, async (context) => {
      const versions = await readableHistory(home, settingsDocument, settingsSchema);
      return context.json({ versions: versions.map(answerOf) }, 200);
    });
}

function answerOf(saved: Saved<Settings> | null): z.infer<typeof savedSettingsSchema> {
  if (!saved) return { version: 0, savedAt: null, savedBy: null, settings: settingsSchema.parse({}) };
  const { value, ...version } = saved;
  return { ...version, settings: value };
}
