import type { z } from "zod";
import { type Comparator, comparatorSchema } from "../../contract/comparators.ts";
import { Refusal } from "../../csv/refusal.ts";
import { parseRecord } from "./header.ts";

const required = ["measure", "scope", "area", "period", "value", "basis", "source", "as_at"];
const optional = ["url", "note"];

/** Reads comparators from the text of a CSV file: comma-separated, a header with exactly these columns in any order. Throws
 * a Refusal that names the line and what is wrong with it; nothing is guessed and no row is left out. */
export function readComparatorRows(text: string, name: string): Comparator[] {
  const [header, ...records] = recordsOf(text.replace(/^\ufeff/, ""), name);
  const columns = (header?.fields ?? []).map((field) => field.trim().toLowerCase());
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new Refusal(`${name} has no column ${missing.join(", ")}. It has: ${columns.join(", ")}.`);
  }
  const strange = columns.filter((column) => ![...required, ...optional].includes(column));
  if (strange.length > 0 || new Set(columns).size < columns.length) {
    throw new Refusal(
      `${name} has columns that are not known or stand twice: ${columns.join(", ")}. Known are ${[...required, ...optional].join(", ")}.`,
    );
  }
  if (records.length === 0) throw new Refusal(`${name} has a header but no rows.`);
  return records.map(({ fields, line }) => {
    if (fields.length !== columns.length) {
      throw new Refusal(
        `${name}, line ${line}: it has ${fields.length} fields where the header has ${columns.length}.`,
      );
    }
    const cells = Object.fromEntries(columns.map((column, at) => [column, fields[at]?.trim() ?? ""]));
    const row = comparatorSchema.safeParse({
      ...cells,
      value: /^\d+(\.\d+)?$/.test(cells.value ?? "") ? Number(cells.value) : cells.value,
      url: cells.url || null,
      note: cells.note || null,
    });
    if (!row.success) throw new Refusal(`${name}, line ${line}: ${faultOf(row.error)}.`);
    return row.data;
  });
}

function recordsOf(text: string, name: string): { fields: string[]; line: number }[] {
  const records: { fields: string[]; line: number }[] = [];
  for (let start = 0, line = 1; start < text.length; ) {
    const { fields, end } = parseRecord(text, start, ",", name);
    const raw = text.slice(start, end);
    if (end < text.length && !/[\r\n]$/.test(raw)) {
      throw new Refusal(`${name}, line ${line}: it has text after a closing quote.`);
    }
    if (raw.trim() !== "") records.push({ fields, line });
    line += raw.split(/\r\n|\r|\n/).length - 1;
    start = end;
  }
  return records;
}

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const column = String(issue?.path[0] ?? "it");
  if (column === "value") return "value must be a number such as 426, or 0.61 for 61 %";
  return issue?.code === "invalid_value"
    ? `${column} must be one of ${issue.values.join(", ")}`
    : `${column} ${issue?.message ?? "is malformed"}`;
}
