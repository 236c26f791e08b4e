import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { run, selectOne } from "../engine/database.ts";
import type { Problem } from "./job.ts";
import type { LoadedFile } from "./load.ts";
import { positionsOf, type Rejected } from "./rejected.ts";

const noteWords =
  /^\W*(grand |sub-?)?(total|count|sum|average|applied filters?|filters?|filtered|notes?|source|generated|exported|printed|run|report|end of|page|\d+ rows?)\b/i;

/** The rejected rows after the last good one that are no rows of the export: totals, and notes such as the filters that applied. */
export async function notesAfterData(
  connection: DuckDBConnection,
  file: LoadedFile,
  rejected: Rejected[],
): Promise<Rejected[]> {
  if (rejected.length === 0) return [];
  const { last } = await selectOne(
    connection,
    `select coalesce(max(position) - $lines_before, 0)::double as last
    from staged_${file.role}
    where rejected_rule is null and position > $lines_before and position <= $lines_before + $lines`,
    positionsOf(file),
    z.object({ last: z.number() }),
  );
  return last === 0 ? [] : rejected.filter(({ line, raw }) => line > last && isNote(raw));
}

/** Words of a total or note at the beginning, or a single filled field that is more than a word. */
function isNote(raw: string): boolean {
  const fields = raw.split(/[,;\t|]/).filter((field) => /[^\s"]/.test(field));
  const [first = ""] = fields;
  return noteWords.test(raw.replace(/^[\s",;|]+/, "")) || (fields.length === 1 && /\w\s+\w/.test(first));
}

/** Marks the rows that are notes, so that no check takes them for rows of the export. */
export async function markNotes(
  connection: DuckDBConnection,
  { role, linesBefore }: LoadedFile,
  notes: Rejected[],
): Promise<void> {
  for (const { line } of notes)
    await run(
      connection,
      `update staged_${role} set rejected_rule = 'after-data' where position = $position::integer`,
      { position: linesBefore + line },
    );
}

/** What is said of such rows. */
export function problemsOfNotes(file: LoadedFile, notes: Rejected[]): Problem[] {
  const [first] = notes;
  if (!first) return [];
  return [
    {
      check: "rows-after-data",
      severity: "warning",
      count: notes.length,
      message:
        `${file.name}: ${notes.length} row${notes.length === 1 ? "" : "s"} after the data ${notes.length === 1 ? "was" : "were"} left out ` +
        `as totals or notes, from line ${first.line} on: “${first.raw.slice(0, 60)}”.`,
      kpis: [],
      examples: notes.slice(0, 5).map(({ line }) => `${file.name}, line ${line}`),
    },
  ];
}
