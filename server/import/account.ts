import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { readRaw } from "../csv/records.ts";
import { type Parameters, select, selectOne } from "../engine/database.ts";
import type { Input } from "../model/input.ts";
import { inputOf, type Model } from "../model/model.ts";
import type { ImportedFile, Problem } from "./job.ts";
import type { LoadedFile } from "./load.ts";

export type FileAccount = ImportedFile & { afterAsAt: number; problems: Problem[] };

/** Accounts for every row of every file, so that read = accepted + repeated + rejected, and stores each rejected row in
 * `rejected_rows` with its file, line, column, reason and raw text. */
export async function accountForRows(
  connection: DuckDBConnection,
  model: Pick<Model, "inputs">,
  files: LoadedFile[],
): Promise<FileAccount[]> {
  await connection.run(
    `create table rejected_rows (file varchar, line bigint, "column" varchar, rule varchar, reason varchar, raw varchar)`,
  );
  const accounts: FileAccount[] = [];
  for (const file of files) {
    const input = inputOf(model, file.role);
    const broken = await rejectedByRule(connection, input, file);
    const strangers = broken.some(({ rule }) => rule === "no-such-crime")
      ? await strangersOf(connection)
      : "";
    const raw = await readRaw(
      file.spoolPath,
      broken.map(({ byte_offset, byte_length }) => ({ offset: byte_offset, length: byte_length })),
    );
    const all = [
      ...file.rejected,
      ...broken.map(({ line, rule, text }, index) => ({
        line,
        rule,
        column: input.rejections[rule]?.column ?? null,
        reason: `${input.rejections[rule]?.reason ?? rule}${text === null ? "" : `: “${text}”`}`,
        raw: raw[index] ?? "",
      })),
    ];
    const notes = await notesAfterData(connection, file, all);
    const rejected = all.filter((row) => !notes.includes(row));
    const read = file.read - notes.length;
    await storeRejected(connection, file.name, rejected);
    const accepted = await countAccepted(connection, input, file);
    accounts.push({
      role: file.role,
      name: file.name,
      sha256: file.sha256,
      read,
      accepted,
      repeated: read - rejected.length - accepted,
      rejected: rejected.length,
      afterAsAt: broken.filter(({ rule }) => rule === "after-as-at").length,
      problems: [...problemsOf(input, file, { rejected, strangers }), ...problemsOfNotes(file, notes)],
    });
  }
  return accounts;
}

async function rejectedByRule(connection: DuckDBConnection, { date }: Input, file: LoadedFile) {
  const { role } = file;
  const isRejected = `staged.rejected_rule is not null and staged.position > $lines_before
    and staged.position <= $lines_before + $lines`;
  const { has } = await selectOne(
    connection,
    `select exists (from staged_${role} as staged where ${isRejected}) as has`,
    positions(file),
    z.object({ has: z.boolean() }),
  );
  if (!has) return [];
  return select(
    connection,
    `select
        (staged.position - $lines_before)::double as line,
        ${role}_rows.byte_offset::double as byte_offset,
        ${role}_rows.byte_length::double as byte_length,
        staged.rejected_rule as rule,
        case when ends_with(staged.rejected_rule, '-date') then texts.raw[:60] end as text,
    from staged_${role} as staged
    inner join ${role}_rows on ${role}_rows.position = staged.position
    inner join texts on texts.text_no = ${role}_rows.${date}
    where ${isRejected}
    order by staged.position`,
    positions(file),
    z.object({
      line: z.number(),
      byte_offset: z.number(),
      byte_length: z.number(),
      rule: z.string(),
      text: z.string().nullable(),
    }),
  );
}

async function countAccepted(
  connection: DuckDBConnection,
  { accepted }: Input,
  file: LoadedFile,
): Promise<number> {
  const rows = await select(
    connection,
    `select count(*)::double as accepted
    from ${accepted}
    where position > $lines_before and position <= $lines_before + $lines`,
    positions(file),
    z.object({ accepted: z.number() }),
  );
  return rows[0]?.accepted ?? 0;
}

function positions({ linesBefore, lines }: LoadedFile): Parameters {
  return { lines_before: linesBefore, lines };
}

type Rejected = { line: number; column: string | null; rule: string; reason: string; raw: string };

async function storeRejected(
  connection: DuckDBConnection,
  name: string,
  rejected: Rejected[],
): Promise<void> {
  const appender = await connection.createAppender("rejected_rows");
  for (const row of rejected) {
    appender.appendVarchar(name);
    appender.appendBigInt(BigInt(row.line));
    if (row.column === null) appender.appendNull();
    else appender.appendVarchar(row.column);
    appender.appendVarchar(row.rule);
    appender.appendVarchar(row.reason);
    appender.appendVarchar(row.raw);
    appender.endRow();
  }
  appender.closeSync();
}

function problemsOf(
  { rejections }: Input,
  file: LoadedFile,
  { rejected, strangers }: { rejected: Rejected[]; strangers: string },
): Problem[] {
  const byRule = new Map<string, Rejected[]>();
  for (const row of rejected) byRule.set(row.rule, [...(byRule.get(row.rule) ?? []), row]);
  const isLate = (rule: string) => Number(rule === "after-as-at");
  const largestFirst = [...byRule].sort(
    ([a, first], [b, second]) => isLate(a) - isLate(b) || second.length - first.length,
  );
  const errors = largestFirst.map(([rule, rows]): Problem => {
    const count = rows.length;
    const first = rows[0];
    const what = rejections[rule]?.many ?? `rejected: ${first?.reason ?? rule}`;
    return {
      check: rule,
      severity: "error",
      count,
      message: `${file.name}: ${count.toLocaleString("en-GB")} row${count === 1 ? "" : "s"} ${what} (first at line ${first?.line}${shown(first)}).${rule === "no-such-crime" ? strangers : ""}`,
      kpis: [],
      examples: rows.slice(0, 5).map(({ line }) => `${file.name}, line ${line}`),
    };
  });
  const warnings = file.warnings.map(
    ({ check, count, message }): Problem => ({
      check,
      severity: "warning",
      count,
      message: `${file.name}: ${message}`,
      kpis: [],
      examples: [],
    }),
  );
  return [...errors, ...warnings];
}

/** The text at which a date could not be read, as it stands in the reason. */
function shown(first: Rejected | undefined): string {
  const [text] = /“[^”]*”$/.exec(first?.reason ?? "") ?? [];
  return text === undefined ? "" : `: ${text}`;
}

/** A reference of the outcomes that no crime has, beside one of the cases: one that looks alike, where there is any. */
async function strangersOf(connection: DuckDBConnection): Promise<string> {
  const [pair] = await select(
    connection,
    `with strangers as (
        select distinct crime_ref
        from staged_outcomes
        where rejected_rule = 'no-such-crime'
    )

    from (
        select
        strangers.crime_ref as stranger,
        crimes_accepted.crime_ref as known,
        difference_of_refs(strangers.crime_ref, crimes_accepted.crime_ref) as difference,
    from strangers
    inner join crimes_accepted on look_alike_key(crimes_accepted.crime_ref) = look_alike_key(strangers.crime_ref)

    union all

    (
        select strangers.crime_ref, crimes_accepted.crime_ref, null
        from strangers, crimes_accepted
        limit 1
    )
    )
    order by difference is null, stranger
    limit 1`,
    {},
    z.object({ stranger: z.string(), known: z.string(), difference: z.string().nullable() }),
  );
  if (!pair) return "";
  return pair.difference === null
    ? ` The outcomes have references such as “${pair.stranger}”, the cases such as “${pair.known}”.`
    : ` The outcomes have “${pair.stranger}” where the cases have “${pair.known}”: the difference is ${pair.difference}.`;
}

const noteWords =
  /^\W*(grand |sub-?)?(total|count|sum|average|applied filters?|filters?|filtered|notes?|source|generated|exported|printed|run|report|end of|page|\d+ rows?)\b/i;

/** The rejected rows after the last good one that are no rows of the export: totals, and notes such as the filters that applied. */
async function notesAfterData(
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
    positions(file),
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

function problemsOfNotes(file: LoadedFile, notes: Rejected[]): Problem[] {
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
