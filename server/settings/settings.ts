import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { SeriesSettings } from "../measures/series.ts";
import { Problem } from "../problem.ts";
import { monthSchema } from "../schemas.ts";
import type { Home } from "../store/home.ts";

/** What a force sets for itself, in `settings.json` of the home folder. Whatever is left out has its default. */
export const settingsSchema = z.strictObject({
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
});

export type Settings = z.infer<typeof settingsSchema>;

export const settingsName = "settings.json";

/** The settings of the home folder; the defaults where there is no file. A file that cannot be read is a named fault. */
export async function readSettings(home: Home): Promise<Settings> {
  const text = await readFile(join(home.folder, settingsName), "utf8").catch(() => "{}");
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch (error) {
    const fault =
      error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/g, " ") : "it is not JSON";
    throw new Problem(
      500,
      "bad-settings",
      `${settingsName} cannot be used: ${fault}. Mend the file, then try again.`,
    );
  }
}

/** The target in force for a KPI in a month; null where there is none. */
export function targetOf(settings: Settings, kpi: string, month: string): number | null {
  const inForce = settings.targets.filter((target) => target.kpi === kpi && target.from <= month);
  return inForce.sort((a, b) => a.from.localeCompare(b.from)).at(-1)?.value ?? null;
}

export function annotationsOf(settings: Settings, kpi: string): Settings["annotations"] {
  return settings.annotations.filter((annotation) => annotation.kpi === null || annotation.kpi === kpi);
}

/** What the settings say of a KPI's control chart. */
export function seriesSettings(settings: Settings, kpi: string): SeriesSettings {
  const rebasings = annotationsOf(settings, kpi).filter(({ rebase }) => rebase);
  return { rebasedFrom: rebasings.map(({ month }) => month), baselinePoints: settings.baseline_points };
}
