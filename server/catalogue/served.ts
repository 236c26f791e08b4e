import { Problem } from "../problem.ts";
import type { Kpi } from "../schemas.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Definition } from "./definition.ts";

/** Every KPI of a snapshot as the API gives it. */
export function servedKpis(manifest: Manifest): Kpi[] {
  return manifest.kpis.map(({ definition: { needs: _, parts: __, ...kpi }, reason }) => ({
    ...kpi,
    available: reason === null,
    reason,
  }));
}

/** The KPI of that id; a 404 where there is none or the files lack what it needs. */
export function findDefinition(manifest: Manifest, id: string): Definition {
  const found = manifest.kpis.find(({ definition }) => definition.id === id);
  if (!found) throw new Problem(404, "unknown-kpi", "There is no such KPI.", "id");
  if (found.reason) throw new Problem(404, "not-available", found.reason, "id");
  return found.definition;
}
