import { closeSync, openSync, writeFileSync } from "node:fs";
import { syntheticForce } from "./force.ts";
import type { ForceOptions } from "./options.ts";
import { type CrimeRows, caseColumns, outcomeColumns } from "./rows.ts";

/** Writes a force's two files, UTF-8 with LF, a megabyte at a time; calls `seen` with each crime's rows as they pass. */
export function writeForce(
  options: Partial<ForceOptions>,
  files: { cases: string; outcomes: string },
  seen: (crime: CrimeRows) => void = () => undefined,
): void {
  const cases = openCsv(files.cases, caseColumns);
  const outcomes = openCsv(files.outcomes, outcomeColumns);
  try {
    for (const crime of syntheticForce(options)) {
      for (const row of crime.cases) cases.add(row);
      for (const row of crime.outcomes) outcomes.add(row);
      seen(crime);
    }
  } finally {
    cases.close();
    outcomes.close();
  }
}

/** A CSV file that is being written, UTF-8 with LF, a megabyte at a time. */
export function openCsv<Column extends string>(path: string, columns: readonly Column[]) {
  const file = openSync(path, "w");
  let text = `${columns.join(",")}\n`;
  return {
    add(row: Record<Column, string>): void {
      text += `${columns.map((column) => quoted(row[column])).join(",")}\n`;
      if (text.length > 1_000_000) flush();
    },
    close(): void {
      flush();
      closeSync(file);
    },
  };

  function flush(): void {
    writeFileSync(file, text);
    text = "";
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
