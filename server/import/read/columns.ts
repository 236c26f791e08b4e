import { Refusal } from "../../csv/refusal.ts";
import { type Input, requiredColumns } from "../../model/input.ts";

/** For each header the canonical column that it holds, or null where it is not read. */
export type Match = { columns: (string | null)[]; warnings: string[] };

/** Matches headers to the columns that a file of an input may hold, without regard to case, spaces, `_`, `-` and `.`: by the force's own mapping, by
 * the canonical name, by its other names. Refuses a file that lacks a required column, or has one twice. */
export function matchColumns(
  headers: string[],
  input: Input,
  mapping: Record<string, string | null>,
  name: string,
): Match {
  const candidates = headers.map((header) => candidateOf(header, input, mapping));
  const warnings: string[] = [];
  const columns = candidates.map((candidate, index) => {
    if (!candidate) return null;
    const rivals = candidates.flatMap((other, place) =>
      other?.column === candidate.column ? [{ ...other, place }] : [],
    );
    const best = Math.min(...rivals.map(({ rank }) => rank));
    const winners = rivals.filter(({ rank }) => rank === best);
    if (winners.length > 1) {
      const places = winners.map(({ place }) => `“${headers[place]}” (column ${place + 1})`).join(" and ");
      throw new Refusal(
        `${name} has two columns for ${candidate.column}: ${places}. Rename or remove one of them.`,
      );
    }
    if (candidate.rank === best) return candidate.column;
    const winner = headers[winners[0]?.place ?? 0];
    warnings.push(
      `the column “${headers[index]}” was not read, because “${winner}” already is ${candidate.column}.`,
    );
    return null;
  });
  refuseMissing(columns, headers, input, name);
  return { columns, warnings };
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
  const own = input.mayHold.map(({ name }) => name);
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

function refuseMissing(columns: (string | null)[], headers: string[], input: Input, name: string): void {
  const missing = missingColumns(columns, input);
  if (missing.length === 0) return;
  const wanted = missing.join(", ");
  const found = headers.map((header) => `“${header.slice(0, 60)}”`).join(", ");
  throw new Refusal(
    `${name} has no column ${wanted}, which a file of ${input.role} needs. Its columns are ${found}. ` +
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
