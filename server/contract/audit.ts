import { z } from "@hono/zod-openapi";

/** One line of the access log: who did what with people's data, when, as what, and over which rows. Never victim data. */
export const recordSchema = z.object({
  seq: z.number(),
  at: z.string(),
  action: z.enum([
    "collection",
    "alteration",
    "consultation",
    "disclosure",
    "combination",
    "erasure",
    "sign-in",
    "sign-out",
    "refused",
    "alert",
  ]),
  person: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  what: z.string(),
  filter: z.record(z.string(), z.array(z.string())).optional(),
  rows: z.number().optional(),
  /** What the rows are, such as crimes. */
  of: z.string().optional(),
  /** Keyed hashes of the crimes' references: with the key one can ask who saw a crime, without it nothing. */
  refs: z.array(z.string()).optional(),
  snapshot: z.string().optional(),
  recipient: z.string().optional(),
});

export type LogRecord = z.infer<typeof recordSchema>;

export const auditQuerySchema = z.strictObject({
  before: z.coerce.number().int().min(1).optional().openapi({ description: "Records before this one" }),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

export const auditSchema = z.object({
  total: z.number(),
  faults: z.array(z.object({ line: z.number(), fault: z.string() })),
  records: z.array(recordSchema.omit({ refs: true })),
  next: z.number().nullable(),
});
