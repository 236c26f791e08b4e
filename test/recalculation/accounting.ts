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
  | "force not said"
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

/** A crime: the reference by which it is known, the one in the files, and its accepted rows, the first of which gives its
 * values. */
export type CaseRecord = {
  crimeRef: string;
  givenRef: string;
  force: string | null;
  recordedOn: string;
  row: Row;
  rows: Row[];
};

export type OutcomeEvent = {
  crimeRef: string;
  suspectKey: string | null;
  code: string | null;
  outcomeOn: string | null;
  chargeOn: string | null;
  keyedOn: string | null;
};

type Fate = "accepted" | "repeated" | Reason;

/** The accepted rows of each crime, and the account of each cases file. The force is part of the key of a crime where several
 * forces have its reference. */
export function acceptCases(tables: NamedTable[], asAt: string) {
  const records = new Map<string, CaseRecord>();
  const shared = sharedRefs(tables, asAt);

  function fateOf(row: Row): Fate {
    const crimeRef = readText(row.crime_ref);
    if (crimeRef === null) return "blank crime_ref";
    const recordedOn = readDate(row.recorded_date);
    if (recordedOn === null || recordedOn === "unreadable") return "recorded_date missing or unreadable";
    if (recordedOn > asAt) return "recorded_date after as-at";
    const force = forceOf(row);
    if (shared.has(crimeRef) && force === null) return "force not said";
    const key = shared.has(crimeRef) ? `${crimeRef}, ${force}` : crimeRef;
    const before = records.get(key);
    if (before) {
      before.rows.push(row);
      return "repeated";
    }
    records.set(key, { crimeRef: key, givenRef: crimeRef, force, recordedOn, row, rows: [row] });
    return "accepted";
  }

  const files = tables.map((table) => account("cases", table, fateOf));
  return { files, records: [...records.values()] };
}

/** The references that rows of more than one force have. */
function sharedRefs(tables: NamedTable[], asAt: string): Set<string> {
  const forces = new Map<string, Set<string>>();
  for (const row of tables.flatMap(({ rows }) => rows)) {
    const crimeRef = readText(row.crime_ref);
    const recordedOn = readDate(row.recorded_date);
    const force = forceOf(row);
    if (crimeRef === null || force === null || recordedOn === null || recordedOn === "unreadable") continue;
    if (recordedOn <= asAt) forces.set(crimeRef, (forces.get(crimeRef) ?? new Set()).add(force));
  }
  return new Set([...forces].filter(([, held]) => held.size > 1).map(([crimeRef]) => crimeRef));
}

function forceOf(row: Row): string | null {
  const force = readText(row.force);
  return force?.toLowerCase() === "unknown" ? null : force;
}

/** The accepted outcome events in file order, and the account of each outcomes file. */
export function acceptOutcomes(tables: NamedTable[], asAt: string, crimes: CaseRecord[]) {
  const events: OutcomeEvent[] = [];
  const areSeveral =
    new Set(crimes.flatMap(({ rows }) => rows.flatMap((row) => forceOf(row) ?? []))).size > 1;
  const byRef = new Map<string, CaseRecord[]>();
  for (const crime of crimes) byRef.set(crime.givenRef, [...(byRef.get(crime.givenRef) ?? []), crime]);
  const seen = new Set<string>();

  function fateOf(row: Row): Fate {
    const crimeRef = readText(row.crime_ref);
    if (crimeRef === null) return "blank crime_ref";
    const outcomeOn = readDate(row.outcome_date);
    if (outcomeOn === "unreadable") return "outcome_date unreadable";
    if (outcomeOn !== null && outcomeOn > asAt) return "outcome_date after as-at";
    const crime = crimeOf(crimeRef, forceOf(row));
    if (typeof crime === "string") return crime;
    const event = {
      crimeRef: crime.crimeRef,
      suspectKey: readText(row.suspect_key),
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

  /** The force decides where the cases are of several, and is needed where they share the reference. */
  function crimeOf(crimeRef: string, force: string | null): CaseRecord | "no such crime" | "force not said" {
    const found = byRef.get(crimeRef) ?? [];
    const [only] = found;
    const isShared = only !== undefined && only.crimeRef !== only.givenRef;
    if (isShared && force === null) return "force not said";
    const isOther = (crime: CaseRecord) =>
      areSeveral && force !== null && crime.force !== null && crime.force !== force;
    return found.find((crime) => !isOther(crime)) ?? "no such crime";
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
