import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./csv.ts";
import { readTable } from "./csv.ts";
import { lettersAndDigits, readCode } from "./read-values.ts";

export type Offence = {
  code: string;
  label: string;
  rape: boolean;
  adultRape: "yes" | "no" | "if-victim-16-or-over";
  rasso: boolean;
  allSexual: boolean;
};

export type Outcome = { code: string; group: string; suspectKnown: string; listOrder: number | null };

/** A map of queries/maps/ as rows of raw text. */
export function mapRows(name: "offence-codes" | "outcome-codes"): Row[] {
  const file = join(import.meta.dirname, "../../queries/maps", `${name}.csv`);
  return readTable(readFileSync(file, "utf8")).rows;
}

/** Offences by their code. */
export function offencesFrom(rows: Row[]): Map<string, Offence> {
  const offences = new Map<string, Offence>();
  for (const row of rows) {
    const code = readCode(row.offence_code);
    if (code === null) continue;
    offences.set(code, {
      code,
      label: row.label ?? "",
      rape: row.rape === "yes",
      adultRape:
        row.adult_rape === "yes" || row.adult_rape === "if-victim-16-or-over" ? row.adult_rape : "no",
      rasso: row.rasso === "yes",
      allSexual: row.all_sexual === "yes",
    });
  }
  return offences;
}

/** Outcomes by their code. */
export function outcomesFrom(rows: Row[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const row of rows) {
    const code = readCode(row.outcome_code);
    if (code === null) continue;
    outcomes.set(code, {
      code,
      group: row.outcome_group ?? "",
      suspectKnown: row.suspect_known ?? "",
      listOrder: row.list_order ? Number(row.list_order) : null,
    });
  }
  return outcomes;
}

/** The offence whose label a free text equals, ignoring case and punctuation. */
export function offenceByText(text: string, offences: Map<string, Offence>): Offence | undefined {
  const wanted = lettersAndDigits(text);
  return [...offences.values()].find((offence) => lettersAndDigits(offence.label) === wanted);
}
