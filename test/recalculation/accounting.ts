import type { Row } from "./csv.ts";
import { readCode, readDate, readOptionalDate, readText } from "./read-values.ts";

/** Which rows of the files are accepted, repeated or rejected, in the order in which they were given. */

export type NamedTable = { name: string; rows: Row[]; malformed?: number };

type Reason =
  | "blank crime_ref"
  | "recorded_date missing or unreadable"
  | "recorded_date after as-at"
  | "outcome_date unreadable"
  | "outcome_date after as-at"
  | "no such crime"
  | "malformed record";

export type FileAccount = {
  role: "cases" | "outcomes";
  name: string;
  read: number;
  accepted: number;
  repeated: number;
  rejected: number;
  reasons: Partial<Record<Reason, number>>;
  /** Rejected rows by their place in the table, 0 for the first row below the header. */
  rejectedRows: { row: number; reason: Reason }[];
};

export type CaseRecord = { crimeRef: string; recordedOn: string; row: Row };

export type OutcomeEvent = {
  crimeRef: string;
  code: string | null;
  outcomeOn: string | null;
  chargeOn: string | null;
  keyedOn: string | null;
};

type Fate = "accepted" | "repeated" | Reason;

/** The accepted row of each crime, and the account of each cases file. */
export function acceptCases(tables: NamedTable[], asAt: string) {
  const records = new Map<string, CaseRecord>();

  function fateOf(row: Row): Fate {
    const crimeRef = readText(row.crime_ref);
    if (crimeRef === null) return "blank crime_ref";
    const recordedOn = readDate(row.recorded_date);
    if (recordedOn === null || recordedOn === "unreadable") return "recorded_date missing or unreadable";
    if (recordedOn > asAt) return "recorded_date after as-at";
    if (records.has(crimeRef)) return "repeated";
    records.set(crimeRef, { crimeRef, recordedOn, row });
    return "accepted";
  }

  const files = tables.map((table) => account("cases", table, fateOf));
  return { files, records: [...records.values()] };
}

/** The accepted outcome events in file order, and the account of each outcomes file. */
export function acceptOutcomes(tables: NamedTable[], asAt: string, crimeRefs: Set<string>) {
  const events: OutcomeEvent[] = [];
  const seen = new Set<string>();

  function fateOf(row: Row): Fate {
    const crimeRef = readText(row.crime_ref);
    if (crimeRef === null) return "blank crime_ref";
    const outcomeOn = readDate(row.outcome_date);
    if (outcomeOn === "unreadable") return "outcome_date unreadable";
    if (outcomeOn !== null && outcomeOn > asAt) return "outcome_date after as-at";
    if (!crimeRefs.has(crimeRef)) return "no such crime";
    const event = {
      crimeRef,
      // Blank and 0 both say “not yet assigned”: after reading they are equal.
      code: readCode(row.outcome_code) ?? "0",
      outcomeOn,
      chargeOn: readOptionalDate(row.charge_date, asAt),
      keyedOn: readOptionalDate(row.keyed_date, asAt),
    };
    const identity = JSON.stringify(event);
    if (seen.has(identity)) return "repeated";
    seen.add(identity);
    events.push(event);
    return "accepted";
  }

  const files = tables.map((table) => account("outcomes", table, fateOf));
  return { files, events };
}

function account(role: FileAccount["role"], table: NamedTable, fateOf: (row: Row) => Fate): FileAccount {
  const malformed = table.malformed ?? 0;
  const file: FileAccount = {
    role,
    name: table.name,
    read: table.rows.length + malformed,
    accepted: 0,
    repeated: 0,
    rejected: malformed,
    reasons: malformed > 0 ? { "malformed record": malformed } : {},
    rejectedRows: [],
  };
  table.rows.forEach((row, at) => {
    const fate = fateOf(row);
    if (fate === "accepted") file.accepted++;
    else if (fate === "repeated") file.repeated++;
    else {
      file.rejected++;
      file.reasons[fate] = (file.reasons[fate] ?? 0) + 1;
      file.rejectedRows.push({ row: at, reason: fate });
    }
  });
  return file;
}
