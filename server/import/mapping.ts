import { existsSync, readFileSync } from "node:fs";
import { columnsSchema, type Mapping, mappingNameSchema, mappingSchema } from "../contract/mapping.ts";
import { listDocuments, readDocument, readDocuments, type Saved } from "../store/documents.ts";
import type { Home } from "../store/home.ts";

const folder = "mappings";

/** The document that holds the mapping of a name. Throws for a name that is not small letters, digits and hyphens. */
export function mappingDocument(name: string): string {
  return `${folder}/${mappingNameSchema.parse(name)}`;
}

export type SavedMapping = { name: string; saved: Saved<Mapping> };

/** Every saved mapping, by its name in alphabetical order, and those that cannot be read, each with what is wrong with it. */
export async function listMappings(home: Home): Promise<{
  mappings: SavedMapping[];
  faults: { name: string; fault: string }[];
}> {
  const { read, faults } = await readDocuments(home, await listDocuments(home, folder), mappingSchema);
  const nameOf = (document: string) => document.slice(folder.length + 1);
  return {
    mappings: read.map(({ name, saved }) => ({ name: nameOf(name), saved })),
    faults: faults.map(({ name, fault }) => ({ name: nameOf(name), fault })),
  };
}

/** The mapping saved under a name, or null if there is none. */
export async function savedMapping(home: Home, name: string): Promise<Saved<Mapping> | null> {
  return readDocument(home, mappingDocument(name), mappingSchema);
}

/** The mapping saved under a name, or the one in a JSON file: either whole, or only `{"Our Crime No": "crime_ref"}`, for every role. Null
 * where there is neither, or the file cannot be used. */
export async function findMapping(home: Home, nameOrFile: string, roles: string[]): Promise<Mapping | null> {
  const isName = mappingNameSchema.safeParse(nameOrFile).success;
  const saved = isName ? await savedMapping(home, nameOrFile) : null;
  if (saved) return saved.value;
  return existsSync(nameOrFile) ? readMappingFile(nameOrFile, roles) : null;
}

function readMappingFile(path: string, roles: string[]): Mapping | null {
  try {
    const given: unknown = JSON.parse(readFileSync(path, "utf8"));
    const columns = columnsSchema.safeParse(given);
    return columns.success
      ? mappingSchema.parse({ columns: Object.fromEntries(roles.map((role) => [role, columns.data])) })
      : mappingSchema.parse(given);
  } catch {
    return null;
  }
}
