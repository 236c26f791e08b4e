import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Definition, readDefinition } from "./definition.ts";

export type Catalogue = { definitions: Definition[]; faults: { id: string; fault: string }[] };

/** Finds every KPI in the folders, one folder each; a later folder replaces an earlier KPI with the same id. `overrides`
 * holds a force's own settings by KPI id. A KPI that cannot be read is a named fault and leaves the others as they are. */
export function loadCatalogue(
  kpiFolders: string[],
  overrides: Record<string, { settings: Record<string, number> }> = {},
): Catalogue {
  const places = new Map<string, string>();
  for (const folder of kpiFolders.filter((path) => existsSync(path))) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) places.set(entry.name, join(folder, entry.name));
    }
  }
  const catalogue: Catalogue = { definitions: [], faults: [] };
  for (const [id, place] of [...places].sort(([a], [b]) => a.localeCompare(b))) {
    try {
      if (!/^[a-z][a-z0-9-]*$/.test(id)) throw new Error("its folder name may hold only a-z, 0-9 and -");
      const kpiJson = readFileSync(join(place, "kpi.json"), "utf8");
      const query = readFileSync(join(place, "query.sql"), "utf8");
      catalogue.definitions.push(readDefinition(id, kpiJson, query, overrides[id]?.settings));
    } catch (error) {
      catalogue.faults.push({ id, fault: faultOf(error) });
    }
  }
  return catalogue;
}

function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) return `kpi.json: ${z.prettifyError(error).replace(/\s+/g, " ")}`;
  if (error instanceof Error && "code" in error && error.code === "ENOENT")
    return "kpi.json or query.sql is missing";
  return error instanceof Error ? error.message : String(error);
}
