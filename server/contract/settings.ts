import { z } from "@hono/zod-openapi";
import { brandingSchema } from "./branding.ts";
import { monthSchema } from "./filters.ts";

/** What a force sets for itself, the document `settings`. Whatever is left out has its default. */
export const settingsSchema = z.strictObject({
  /** The force's name on every page and pack; null: the one in the files. */
  force_name: z.string().min(1).max(80).nullable().default(null),
  /** The protective marking of exact figures. */
  marking: z.string().min(1).max(40).default("OFFICIAL-SENSITIVE"),
  /** A target holds from its month on, until a later one for the same KPI. */
  targets: z.array(z.strictObject({ kpi: z.string(), from: monthSchema, value: z.number() })).default([]),
  /** Events on the charts, of one KPI or (null) of all; one that re-bases starts new limits from its month. */
  annotations: z
    .array(
      z.strictObject({
        month: monthSchema,
        title: z.string().min(1).max(120),
        kpi: z.string().nullable().default(null),
        rebase: z.boolean().default(false),
      }),
    )
    .default([]),
  /** How many months from each re-basing fix the limits; null: all of them. */
  baseline_points: z.number().int().min(12).nullable().default(null),
  imports: z
    .strictObject({
      /** The share of a file's rows that may be rejected before the import is refused. */
      reject_limit: z.number().min(0).max(1).default(0.05),
      /** The share of a column's filled cells that may hold texts that are none of its codes before the import is refused. */
      unknown_limit: z.number().min(0).max(1).default(0.05),
      /** The share by which a file may have fewer rows than in the last snapshot before the import is refused. */
      drop_limit: z.number().min(0).max(1).default(0.1),
      /** The share of the rows in which a column must be filled for a KPI that needs it to have a figure. */
      fill_limit: z.number().min(0).max(1).default(0.01),
      /** The share by which a column may be less filled than in the last snapshot before the import is refused. */
      empty_limit: z.number().min(0).max(1).default(0.5),
      /** Whether any charge of a crime stands, where its outcomes do not say whose they are: another suspect's later outcome
       * then does not undo it. */
      charge_stands: z.boolean().default(false),
      /** How much may be uploaded at once, in MB. */
      upload_limit_mb: z.number().int().min(1).max(100_000).default(8192),
      /** How many snapshots are kept. */
      keep_snapshots: z.number().int().min(2).max(1000).default(24),
    })
    .prefault({}),
  /** The ONS 10-5 rule for released figures. It can be made stricter, never looser. */
  small_numbers: z
    .strictObject({
      /** Counts under this, 0 too, are hidden. */
      hide_under: z.number().int().min(10).max(1000).default(10),
      /** All other counts of a month are rounded to this; those of a group more coarsely (disclosure/rounding.ts). */
      round_to: z.number().int().min(5).max(100).multipleOf(5).default(5),
      /** Stocks and totals of more than a month are rounded to this. */
      round_totals_to: z.number().int().min(20).max(1000).multipleOf(5).default(20),
      /** Medians are rounded to this many days. */
      round_days_to: z.number().int().min(5).max(100).multipleOf(5).default(5),
    })
    .prefault({}),
  /** How board packs look, and how those for an external audience are marked. */
  packs: brandingSchema,
  case_lists: z
    .strictObject({
      /** How many crimes one person may look at in a day, in all lists together. */
      crimes_a_day: z.number().int().min(1).max(100_000).default(2000),
    })
    .prefault({}),
  /** By KPI id: its settings in place of the defaults, and its reference in the official list, once that is known. */
  kpis: z
    .record(
      z.string(),
      z.strictObject({
        settings: z.record(z.string(), z.number()).default({}),
        flight_deck_ref: z.string().max(80).default(""),
      }),
    )
    .default({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The rule for small numbers that shows nothing at all. */
export const hideEverything: Settings["small_numbers"] = {
  hide_under: 1_000_000_000,
  round_to: 5,
  round_totals_to: 20,
  round_days_to: 5,
};

/** The settings, their version and who saved them; version 0 if none were saved yet. */
export const savedSettingsSchema = z.object({
  version: z.number(),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  /** What is wrong with a later version. This one is used in its place. */
  fault: z.string().optional(),
  settings: settingsSchema,
});

/** New settings, and the version over which they are saved. */
export const settingsChangeSchema = z.strictObject({
  version: z.number().int().min(0),
  settings: settingsSchema,
});

export const settingsHistorySchema = z.object({ versions: z.array(savedSettingsSchema) });
