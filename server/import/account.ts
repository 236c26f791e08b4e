import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { readRaw } from "../csv/records.ts";
import { select, selectOne } from "../engine/database.ts";
import type { Input } from "../model/input.ts";
import { inputOf, type Model } from "../model/model.ts";
import type { ImportedFile, Problem } from "./job.ts";
import type { LoadedFile } from "./load.ts";
import { markNotes, notesAfterData, problemsOfNotes } from "./notes-after-data.ts";
import { positionsOf, type Rejected } from "./rejected.ts";
import { readStrangers } from "./strangers.ts";

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
    ].sort((a, b) => a.line - b.line);
    const notes = await notesAfterData(connection, file, all);
    await markNotes(connection, file, notes);
    const rejected = all.filter((row) => !notes.includes(row));
    const strangers = rejected.some(({ rule }) => rule === "no-such-crime")
      ? await readStrangers(connection, positionsOf(file))
      : "";
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
    positionsOf(file),
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
    positionsOf(file),
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
    positionsOf(file),
    z.object({ accepted: z.number() }),
  );
  return rows[0]?.accepted ?? 0;
}

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
