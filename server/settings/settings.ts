import type { Chart } from "../contract/series.ts";
import { hideEverything, type Settings, settingsSchema } from "../contract/settings.ts";
import { readDocument } from "../store/documents.ts";
import type { Home } from "../store/home.ts";

export const settingsDocument = "settings";

/** Reads the settings in force; the defaults if none were saved. If the newest version cannot be read, the one before it is used
 * and nothing is released, because the newest rule for small numbers may have been stricter. */
export async function readSettings(home: Home): Promise<Settings> {
  const saved = await readDocument(home, settingsDocument, settingsSchema);
  if (!saved) return settingsSchema.parse({});
  if (!saved.fault) return saved.value;
  return { ...saved.value, small_numbers: hideEverything };
}

/** A KPI's targets, sorted by the month from which each holds. */
export function targetsOf(settings: Settings, kpi: string): { from: string; value: number }[] {
  return settings.targets
    .filter((target) => target.kpi === kpi)
    .map(({ from, value }) => ({ from, value }))
    .sort((a, b) => a.from.localeCompare(b.from));
}

/** The events to be shown on a KPI's charts: its own, and those of all KPIs. */
export function annotationsOf(settings: Settings, kpi: string): Settings["annotations"] {
  return settings.annotations.filter((annotation) => annotation.kpi === null || annotation.kpi === kpi);
}

export type SeriesSettings = {
  /** Months (`YYYY-MM`) from which limits are worked out again. */
  rebasedFrom: string[];
  /** How many points from each re-basing fix the limits; null for all of them. */
  baselinePoints: number | null;
  /** The KPI's targets; none unless they are given. */
  targets?: { from: string; value: number }[];
  /** XmR unless it asks for p′, which only shares have. The verdict is that of XmR. */
  chart?: Chart;
};

/** What the settings say of a KPI's control chart. */
export function seriesSettings(settings: Settings, kpi: string): SeriesSettings {
  const rebasings = annotationsOf(settings, kpi).filter(({ rebase }) => rebase);
  return {
    rebasedFrom: rebasings.map(({ month }) => month),
    baselinePoints: settings.baseline_points,
    targets: targetsOf(settings, kpi),
  };
}
