import type { Role } from "../../contract/snapshot.ts";
import { Refusal } from "../../csv/refusal.ts";
import { inputColumns } from "../input-columns.ts";

export type Alias = { column: string; alias: string };

/** For each header the canonical column that it holds, or null where it is not read. */
export type Match = { columns: (string | null)[]; warnings: string[] };

/** The columns that a file of a role must have; either of two where two stand for each other. */
export const required: Record<Role, string[][]> = {
  cases: [["crime_ref"], ["recorded_date"], ["offence_code", "offence_text"]],
  outcomes: [["crime_ref"], ["outcome_code"], ["outcome_date"]],
};

/** Matches headers to the columns of a role, without regard to case, spaces, `_`, `-` and `.`: by the force's own mapping, by
 * the canonical name, by the alias table. Refuses a file that lacks a required column, or has one twice. */
export function matchColumns(
  headers: string[],
  role: Role,
  aliases: Alias[],
  mapping: Record<string, string | null>,
  name: string,
): Match {
  const candidates = headers.map((header) => candidateOf(header, role, aliases, mapping));
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
  refuseMissing(columns, headers, role, name);
  return { columns, warnings };
}

/** How many of the headers would be recognised: what tells one delimiter from another. */
export function countRecognised(
  headers: string[],
  role: Role,
  aliases: Alias[],
  mapping: Record<string, string | null>,
): number {
  return headers.filter((header) => candidateOf(header, role, aliases, mapping)).length;
}

function candidateOf(
  header: string,
  role: Role,
  aliases: Alias[],
  mapping: Record<string, string | null>,
): { column: string; rank: number } | null {
  const own: readonly string[] = inputColumns[role];
  const key = headerKey(header);
  for (const [mapped, column] of Object.entries(mapping)) {
    if (headerKey(mapped) !== key) continue;
    return column !== null && own.includes(column) ? { column, rank: -2 } : null;
  }
  const canonical = own.find((column) => headerKey(column) === key);
  if (canonical) return { column: canonical, rank: -1 };
  const rank = aliases.findIndex(({ column, alias }) => headerKey(alias) === key && own.includes(column));
  const found = aliases[rank];
  return found ? { column: found.column, rank } : null;
}

function refuseMissing(columns: (string | null)[], headers: string[], role: Role, name: string): void {
  const missing = missingColumns(columns, role);
  if (missing.length === 0) return;
  const wanted = missing.join(", ");
  const found = headers.map((header) => `“${header.slice(0, 60)}”`).join(", ");
  throw new Refusal(
    `${name} has no column ${wanted}, which ${role === "cases" ? "a" : "an"} ${role} file needs. Its columns are ${found}. ` +
      "Rename the column in the export, or name it with --mapping.",
  );
}

/** The required columns that are not among those given, two that stand for each other as one: “offence_code or offence_text”. */
export function missingColumns(columns: (string | null)[], role: Role): string[] {
  return required[role]
    .filter((either) => !either.some((column) => columns.includes(column)))
    .map((either) => either.join(" or "));
}

/** What counts of a header when it is compared. */
export function headerKey(header: string): string {
  return header.toLowerCase().replace(/[\s_.\-\u00a0]+/g, "");
}
