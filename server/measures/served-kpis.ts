import type { Kpi } from "../contract/kpi.ts";
import { Problem } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import type { Definition } from "../model/definition.ts";
import { versionOf } from "../model/definition-version.ts";

import type { Manifest } from "../store/manifest.ts";
import { wordsOf } from "./units.ts";

/** Every KPI of a snapshot as the API gives it. */
export function servedKpis(manifest: Manifest, settings: Settings): Kpi[] {
  return manifest.kpis.map((kpi) => servedKpi(kpi, manifest, settings));
}

/** A KPI as the API gives it, with its words, its version and the reference that the settings give it. */
function servedKpi(
  { definition, reason }: Manifest["kpis"][number],
  manifest: Manifest,
  settings: Settings,
): Kpi {
  const { needs: _, parts: __, relations: ___, ...kpi } = definition;
  return {
    ...kpi,
    words: wordsOf(manifest, definition),
    flight_deck_ref: settings.kpis[definition.id]?.flight_deck_ref || definition.flight_deck_ref,
    version: versionOf(definition),
    pending: pendingOf(definition, settings),
    available: reason === null,
    reason,
  };
}

/** Says which settings have changed since the import that made the figures. They take effect with the next import. */
function pendingOf({ id, settings: used }: Definition, settings: Settings): string | null {
  const wanted = settings.kpis[id]?.settings ?? {};
  const changed = Object.entries(used).flatMap(([name, { title, value, default: usual }]) => {
    const now = wanted[name] ?? usual ?? value;
    return now === value ? [] : [`“${title}” is ${now} in the settings and ${value} in these figures`];
  });
  return changed.length === 0
    ? null
    : `${changed.join("; ")}. Import the files again to use the new setting.`;
}

/** Finds a KPI by its id. Throws a 404 if there is none or the files lack what it needs. */
export function findDefinition(manifest: Manifest, id: string): Definition {
  const found = manifest.kpis.find(({ definition }) => definition.id === id);
  if (!found) throw new Problem(404, "unknown-kpi", "There is no such KPI.", "id");
  if (found.reason) throw new Problem(404, "not-available", found.reason, "id");
  return found.definition;
}
