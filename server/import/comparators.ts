import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Refusal } from "../csv/refusal.ts";
import { comparatorsDocument, comparatorsSchema } from "../measures/comparator.ts";
import { loadCatalogue } from "../model/load-kpis.ts";
import { readDocument, saveDocument } from "../store/documents.ts";
import type { Home } from "../store/home.ts";
import { readComparatorRows } from "./read/read-comparators.ts";

const largestFile = 1 << 20;

/** Replaces a force's own comparators with those of a file, and says what was taken over and what is never shown. Throws a
 * Refusal if a row does not say what it must; then the comparators stay as they were. */
export async function importComparators(
  home: Home,
  path: string,
  kpiFolders: string[],
  { by, at, scopes }: { by: string; at: Date; scopes: string[] },
): Promise<string> {
  const name = basename(path);
  const rows = readComparatorRows(await readText(path, name), name);
  const { definitions } = loadCatalogue(kpiFolders);
  for (const row of rows) {
    if (!scopes.includes(row.scope))
      throw new Refusal(
        `${name}: ${row.area}, ${row.period} has the scope “${row.scope}”, which is none. Write one of ${scopes.join(", ")}.`,
      );
    const definition = definitions.find(({ comparator_measure }) => comparator_measure === row.measure);
    if (definition?.unit === "share" && row.value > 1) {
      throw new Refusal(
        `${name}: ${row.area}, ${row.period} has ${row.value} for a share. Write 61 % as 0.61.`,
      );
    }
  }
  const unknown = rows.filter(
    ({ measure, basis }) =>
      !definitions.some((kpi) => kpi.comparator_measure === measure && kpi.basis === basis),
  );
  const saved = await readDocument(home, comparatorsDocument, comparatorsSchema);
  const saving = { over: saved?.version ?? 0, by, at };
  await saveDocument(home, comparatorsDocument, comparatorsSchema, { file: name, rows }, saving);
  const kept = `${rows.length} ${rows.length === 1 ? "comparator" : "comparators"} from ${name}.\n`;
  const unused = unknown.map(
    ({ measure, basis, area, period }) =>
      `Never shown: ${area}, ${period}, as no KPI has the measure ${measure} on the basis ${basis}.\n`,
  );
  return [kept, ...unused].join("");
}

async function readText(path: string, name: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile())
    throw new Refusal(`${name} was not found. Check the folder and the spelling of its name.`);
  if (found.size > largestFile) throw new Refusal(`${name} is larger than 1 MB, so it holds no comparators.`);
  const text = new TextDecoder("utf-8", { fatal: true });
  try {
    return text.decode(await readFile(path));
  } catch {
    throw new Refusal(`${name} is not UTF-8. Save it as “CSV UTF-8” and import it again.`);
  }
}
