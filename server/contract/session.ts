import { z } from "@hono/zod-openapi";

/** What a person may do; no role includes another. */
export const roles = ["viewer", "officer", "analyst", "importer", "auditor", "admin"] as const;

export type PersonRole = (typeof roles)[number];

export const sessionSchema = z.object({
  /** `local`: this machine only, without sign-in. */
  mode: z.enum(["local", "served"]),
  person: z.object({ name: z.string(), roles: z.array(z.enum(roles)) }).nullable(),
});
