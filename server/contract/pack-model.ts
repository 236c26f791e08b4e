import { z } from "@hono/zod-openapi";
import { incidenceSchema } from "./attrition.ts";
import { kpiSchema } from "./kpi.ts";
import { actionSchema, audienceSchema } from "./pack.ts";
import { pointSchema, seriesSchema } from "./series.ts";
import { fileSchema } from "./snapshot.ts";

/** Everything that a pack shows, in words and numbers. PowerPoint, PDF and Excel are written from this alone, so that the
 * three can never disagree. A frozen pack keeps it. */

const markSchema = z.enum(["improvement", "concern", "signal", "common", "unjudged"]);

const calloutSchema = z.object({ value: z.string(), title: z.string(), text: z.string(), mark: markSchema });

/** A table in words: what the three files print alike. */
const tableSchema = z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) });

const pageSchema = z.object({
  kpi: kpiSchema,
  /** Its row in the flight deck table. */
  row: z.object({
    family: z.string(),
    value: z.string(),
    counts: z.string(),
    month: z.string(),
    reading: z.string(),
    target: z.string(),
    mark: markSchema,
  }),
  headline: z.string(),
  /** The points up to the pack's month, as the API answers them; null if the KPI is not available. */
  series: seriesSchema.nullable(),
  callouts: z.array(calloutSchema),
  commentary: z.array(z.string()),
  actions: z.array(actionSchema),
  /** What the chart shows, for those who do not see it. */
  alternative: z.string(),
  /** The headline and commentary on offer, made from the verdict alone. */
  draft: z.object({ headline: z.string(), commentary: z.string() }),
  /** Definition, maturity and what to beware of, in a line below the chart. */
  note: z.string(),
  breakdown: z.object({ title: z.string(), table: tableSchema, note: z.string() }).nullable(),
});

const stageSchema = z.object({
  title: z.string(),
  crimes: z.number().nullable(),
  share: z.number().nullable(),
});

const attritionSchema = z.object({
  cohort: z.string(),
  reading: z.string(),
  /** Share of the cohort by outcome group, at each age in days. */
  incidence: z
    .object({
      ages: z.array(z.number()),
      groups: z.array(z.object({ title: z.string(), shares: z.array(z.number().nullable()) })),
    })
    .nullable(),
  curves: incidenceSchema.pick({ days: true, groups: true, open: true, crimes: true }).nullable(),
  funnel: z.array(stageSchema),
  /** What stands beside the path of the funnel. */
  beside: z.array(stageSchema),
});

export const packModelSchema = z.object({
  version: z.literal(1),
  title: z.string(),
  month: z.string(),
  audience: audienceSchema,
  force: z.string(),
  snapshot: z.object({
    id: z.string(),
    asAt: z.string(),
    files: z.array(fileSchema),
    synthetic: z.boolean(),
  }),
  marking: z.object({ label: z.string(), handling: z.string() }),
  /** What a reader must know before any figure; page 1 says it. */
  notices: z.array(z.string()).default([]),
  /** What stands at the foot of every page. */
  stamps: z.array(z.string()),
  changed: z.object({
    summary: z.string(),
    rule: z.string(),
    signals: z.array(
      z.object({ title: z.string(), mark: markSchema, label: z.string(), reading: z.string() }),
    ),
    still: z.array(z.string()),
  }),
  pages: z.array(pageSchema),
  /** Recorded crimes of the same months, which stand beside every other KPI; null in packs that were frozen without them. */
  recorded: z
    .object({ kpi: z.string(), title: z.string(), points: z.array(pointSchema) })
    .nullable()
    .default(null),
  attrition: attritionSchema.nullable(),
  quality: z.object({ files: tableSchema, checks: tableSchema }),
  actions: z.array(actionSchema),
  provenance: z.array(z.object({ name: z.string(), value: z.string() })),
  look: z.object({ accent: z.string(), logo: z.string().nullable() }),
});

export type PackModel = z.infer<typeof packModelSchema>;
export type PackPage = z.infer<typeof pageSchema>;
export type PackTable = z.infer<typeof tableSchema>;
