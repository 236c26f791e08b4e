import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readQuery } from "../engine/database.ts";
import { type OutcomeGroups, readOutcomeGroups } from "../model/groups.ts";

/** The statements of `queries/measures/` by the names of their files, and the groups that they know, read once at the start. */
export type MeasureQueries = { texts: Map<string, string>; outcomeGroups: OutcomeGroups };

/** The names that the readers of figures ask for while the program is loaded. */
const needed = new Set<string>();

/** Says which statements a reader runs, and returns the function that finds them. A server whose `queries/measures/` lacks one of
 * them does not start. */
export function statements<Name extends string>(
  ...names: Name[]
): (queries: MeasureQueries) => Record<Name, string> {
  for (const name of names) needed.add(name);
  return ({ texts }) =>
    Object.fromEntries(names.map((name) => [name, textOf(texts, name)])) as Record<Name, string>;
}

/** Reads every statement in the folder. Throws with the names of those that a reader needs and that are not there. */
export function readMeasureQueries(queriesFolder: string): MeasureQueries {
  const files = readdirSync(join(queriesFolder, "measures")).filter((file) => file.endsWith(".sql"));
  const texts = new Map(
    files.map((file) => [file.slice(0, -".sql".length), readQuery(queriesFolder, `measures/${file}`)]),
  );
  const missing = [...needed].filter((name) => !texts.has(name)).sort();
  if (missing.length > 0) {
    const named = missing.map((name) => `${name}.sql`).join(", ");
    throw new Error(`queries/measures/ has no ${named}, without which no figures can be read`);
  }
  return { texts, outcomeGroups: readOutcomeGroups(queriesFolder) };
}

function textOf(texts: Map<string, string>, name: string): string {
  const text = texts.get(name);
  if (text === undefined) throw new Error(`queries/measures/ has no ${name}.sql`);
  return text;
}
