import { z } from "zod";
import { monthSchema } from "../contract/filters.ts";
import type { Chart } from "../contract/series.ts";
import { readDocument } from "../store/documents.ts";
import type { Home } from "../store/home.ts";
import { lookSchema } from "./branding.ts";

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
      /** The share by which a file may have fewer rows than in the last snapshot before the import is refused. */
      drop_limit: z.number().min(0).max(1).default(0.1),
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
      /** All other counts of a month are rounded to this; those of a group more coarsely (access/rounding.ts). */
      round_to: z.number().int().min(5).max(100).multipleOf(5).default(5),
      /** Stocks and totals of more than a month are rounded to this. */
      round_totals_to: z.number().int().min(20).max(1000).multipleOf(5).default(20),
      /** Medians are rounded to this many days. */
      round_days_to: z.number().int().min(5).max(100).multipleOf(5).default(5),
    })
    .prefault({}),
  /** How board packs look, and how those for an external audience are marked. */
  packs: lookSchema,
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

export const settingsDocument = "settings";

/** The settings in force; the defaults where none were saved. */
export async function readSettings(home: Home): Promise<Settings> {
  return (await readDocument(home, settingsDocument, settingsSchema))?.value ?? settingsSchema.parse({});
}

/** The target in force for a KPI in a month; null where there is none. */
export function targetOf(settings: Settings, kpi: string, month: string): number | null {
  return targetsOf(settings, kpi).findLast(({ from }) => from <= month)?.value ?? null;
}

/** A KPI's targets in the order of the months from which they hold. */
export function targetsOf(settings: Settings, kpi: string): { from: string; value: number }[] {
  return settings.targets
    .filter((target) => target.kpi === kpi)
    .map(({ from, value }) => ({ from, value }))
    .sort((a, b) => a.from.localeCompare(b.from));
}

export function annotationsOf(settings: Settings, kpi: string): Settings["annotations"] {
  return settings.annotations.filter((annotation) => annotation.kpi === null || annotation.kpi === kpi);
}

export type SeriesSettings = {
  /** Months (`YYYY-MM`) from which limits are worked out anew. */
  rebasedFrom: string[];
  /** How many points from each re-basing fix the limits; null for all of them. */
  baselinePoints: number | null;
  /** XmR unless p′ is asked for, which only shares have. */
  chart?: Chart;
};

/** What the settings say of a KPI's control chart. */
export function seriesSettings(settings: Settings, kpi: string): SeriesSettings {
  const rebasings = annotationsOf(settings, kpi).filter(({ rebase }) => rebase);
  return { rebasedFrom: rebasings.map(({ month }) => month), baselinePoints: settings.baseline_points };
}
