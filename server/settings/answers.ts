import { z } from "@hono/zod-openapi";
import { settingsSchema } from "./settings.ts";

/** The settings with the version that they are: 0 and nobody where none was saved yet. */
export const savedSettingsSchema = z.object({
  version: z.number(),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  settings: settingsSchema,
});

/** New settings, and the version over which they are saved. */
export const settingsChangeSchema = z.strictObject({
  version: z.number().int().min(0),
  settings: settingsSchema,
});

export const settingsHistorySchema = z.object({ versions: z.array(savedSettingsSchema) });
