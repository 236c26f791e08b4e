import { z } from "@hono/zod-openapi";

/** The code maps that the snapshot was built with, the names of columns that are recognised, and the change log. */
export const definitionsSchema = z.object({
  snapshot: z.string(),
  outcomes: z.array(
    z.object({ code: z.string(), label: z.string(), group: z.string(), suspect_known: z.string() }),
  ),
  offences: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      rape: z.string(),
      adult_rape: z.string(),
      rasso: z.string(),
      all_sexual: z.string(),
    }),
  ),
  cancelled: z.array(z.object({ code: z.string(), label: z.string(), group: z.string() })),
  columns: z.array(z.object({ column: z.string(), aliases: z.array(z.string()) })),
  changes: z.array(z.object({ title: z.string(), text: z.string() })),
});
