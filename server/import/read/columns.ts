import { Refusal } from "../../csv/refusal.ts";
import { type Input, keyColumns, requiredColumns } from "../../model/input.ts";
import { contradicts, fitOf, noKeyBecause } from "../recognise/shapes.ts";
import type { Vocabulary } from "../recognise/vocabulary.ts";

/** For each header the canonical column that it holds, or null where it is not read. */
export type Match = { columns: (string | null)[]; warnings: string[] };

/** What decides which column a header holds, besides its name. */
export type Deciding = {
  input: Input;
  mapping: Record<string, string | null>;
  vocabulary: Vocabulary;
};

type Named = { column: string; rank: number; place: number; fit: number };

/** The column that each header is read as, in an import as on the Data page: as the mapping says; by a column's own name; by a known
 * name of it, unless what stands under it contradicts. Between two known names the values decide. A key may not hold names of
 * people. Throws a Refusal where two headers are the same. */
export function decideColumns(
  headers: string[],
  values: string[][],
  { input, mapping, vocabulary }: Deciding,
  name: string,
): Match {
  const warnings: string[] = [];
  const candidates = headers.map((header, place): Named | null => {
    const found = candidateOf(header, input, mapping);
    const under = values[place] ?? [];
    if (!found) return null;
    const fault = faultOf(found, under, input);
    if (fault === null)
      return {
        ...found,
        place,
        fit: found.rank < 0 ? 1 : (fitOf(found.column, under, vocabulary).share ?? 0),
      };
    warnings.push(`the column “${header}” was not read as ${found.column}, because ${fault}.`);
    return null;
  });
  const columns = candidates.map((candidate, index) => {
    if (!candidate) return null;
    const [best, ...others] = candidates
      .flatMap((other) => (other?.column === candidate.column ? [other] : []))
      .sort((a, b) => Math.min(a.rank, 0) - Math.min(b.rank, 0) || b.fit - a.fit || a.rank - b.rank);
    const same = others.filter(({ rank }) => rank === best?.rank);
    if (best && same.length > 0) {
      const places = [best, ...same]
        .map(({ place }) => `“${headers[place]}” (column ${place + 1})`)
        .join(" and ");
      throw new Refusal(
        `${name} has two columns for ${candidate.column}: ${places}. Rename or remove one of them.`,
      );
    }
    if (best === candidate) return candidate.column;
    warnings.push(
      `the column “${headers[index]}” was not read, because “${headers[best?.place ?? 0]}” already is ${candidate.column}.`,
    );
    return null;
  });
  return { columns, warnings };
}

/** Why a header does not hold the column of its name; null where it does. */
function faultOf(
  { column, rank }: Pick<Named, "column" | "rank">,
  under: string[],
  input: Input,
): string | null {
  if (rank >= 0 && contradicts(column, under)) {
    const text = under.find((value) => value !== "") ?? "";
    return `what stands under it is of another kind, such as “${text.slice(0, 60)}”`;
  }
  return isKey(input, column) ? noKeyBecause(column, under) : null;
}

/** As `decideColumns`; refuses a file that lacks a required column. */
export function matchColumns(
  { fields, namesLine }: { fields: string[]; namesLine: number },
  values: string[][],
  deciding: Deciding,
  name: string,
): Match {
  const match = decideColumns(fields, values, deciding, name);
  refuseMissing(match, fields, deciding.input, { name, namesLine });
  return match;
}

/** How many of the headers would be recognised: what tells one delimiter from another. */
export function countRecognised(
  headers: string[],
  input: Input,
  mapping: Record<string, string | null>,
): number {
  return headers.filter((header) => candidateOf(header, input, mapping)).length;
}

function candidateOf(
  header: string,
  input: Input,
  mapping: Record<string, string | null>,
): { column: string; rank: number } | null {
  const own = input.mayHold.map((column) => column.name);
  const key = headerKey(header);
  for (const [mapped, column] of Object.entries(mapping)) {
    if (headerKey(mapped) !== key) continue;
    return column !== null && own.includes(column) ? { column, rank: -2 } : null;
  }
  const canonical = own.find((column) => headerKey(column) === key);
  if (canonical) return { column: canonical, rank: -1 };
  for (const { name, aliases } of input.mayHold) {
    const rank = aliases.findIndex((alias) => headerKey(alias) === key);
    if (rank >= 0) return { column: name, rank };
  }
  return null;
}

function refuseMissing(
  { columns, warnings }: Match,
  headers: string[],
  input: Input,
  { name, namesLine }: { name: string; namesLine: number },
): void {
  const missing = missingColumns(columns, input);
  if (missing.length === 0) return;
  const wanted = missing.join(", ");
  const found = headers.map((header) => `“${header.slice(0, 60)}”`).join(", ");
  const notRead = warnings.map((warning) => ` ${warning[0]?.toUpperCase()}${warning.slice(1)}`).join("");
  throw new Refusal(
    `${name} has no column ${wanted}, which a file of ${input.role} needs. Its columns, on line ${namesLine}, are ${found}.${notRead} ` +
      "Rename the column in the export, or name it with --mapping.",
  );
}

/** The required columns that are not among those given, two that stand for each other as one: “offence_code or offence_text”. */
export function missingColumns(columns: (string | null)[], input: Input): string[] {
  return requiredColumns(input)
    .filter((either) => !either.some((column) => columns.includes(column)))
    .map((either) => either.join(" or "));
}

/** What counts of a header when it is compared. */
export function headerKey(header: string): string {
  return header.toLowerCase().replace(/[\s_.\-\u00a0]+/g, "");
}

/** Whether a column holds keys, which hardly ever repeat and are kept as they stand. */
export function isKey(input: Input, column: string): boolean {
  return keyColumns(input).includes(column);
}
