import { z } from "@hono/zod-openapi";

/** What a person may do; no role includes another. */
export const roles = ["viewer", "officer", "analyst", "importer", "auditor", "admin", "approver"] as const;

export type PersonRole = (typeof roles)[number];

/** What a person may be allowed to do, as rules of addresses, readers of data and pages ask for it. */
export const capabilities = [
  "read-definitions",
  "read-figures",
  "read-working-figures",
  "read-small-groups",
  "list-crimes",
  "read-file-counts",
  "read-checks",
  "watch-imports",
  "import-files",
  "make-packs",
  "approve-packs",
  "change-settings",
  "read-settings-history",
  "read-access-log",
] as const;

export type Capability = (typeof capabilities)[number];

export const sessionSchema = z.object({
  /** `local`: this machine only, without sign-in. */
  mode: z.enum(["local", "served"]),
  person: z
    .object({ name: z.string(), roles: z.array(z.enum(roles)), may: z.array(z.enum(capabilities)) })
    .nullable(),
});
