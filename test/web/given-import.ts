import { noMapping } from "../../web/pages/data/choices.ts";
import type {
  CurrentImport,
  ImportChanges,
  ImportResult,
  Imports,
  InputColumns,
  RecognisedFile,
} from "../../web/types.ts";

/** Answers of the API about imports in small. */

export const givenInputColumns: InputColumns = {
  inputs: [
    { role: "cases", title: "Cases", needed: true },
    { role: "outcomes", title: "Outcomes", needed: false },
  ],
  columns: {
    cases: ["crime_ref", "recorded_date", "offence_code", "offence_text", "district"].map((column) => ({
      column,
      aliases: [],
    })),
    outcomes: ["crime_ref", "outcome_code", "outcome_date"].map((column) => ({ column, aliases: [] })),
  },
  required: {
    cases: [["crime_ref"], ["recorded_date"], ["offence_code", "offence_text"]],
    outcomes: [["crime_ref"], ["outcome_code"], ["outcome_date"]],
  },
  splits: ["district", "offence_code", "suspect_identified"],
  coded: {
    offence_code: "offence",
    offence_text: "offence",
    outcome_code: "outcome",
    suspect_identified: "answer",
  },
  codes: {
    offence: [{ code: "19C", label: "Rape of a female aged 16 or over" }],
    outcome: [
      { code: "1", label: "Charged or summonsed" },
      { code: "15", label: "Evidential difficulties" },
      { code: "18", label: "Investigation complete: no suspect identified" },
    ],
    cancelled: [],
    answer: [
      { code: "yes", label: "Yes" },
      { code: "no", label: "No" },
      { code: "unknown", label: "Not known" },
    ],
  },
};

export function givenFile(changes: Partial<RecognisedFile> = {}): RecognisedFile {
  const text = { kind: "outcome", column: "outcome_code", mapped: false, read: false } as const;
  return {
    id: "1",
    name: "crimes.csv",
    bytes: 2_802_178,
    sha256: "00",
    fault: null,
    role: "cases",
    confidence: 0.97,
    delimiter: ",",
    encoding: "utf-8",
    rows: 12_482,
    columns: [
      column("Crime Number", "crime_ref", 1, true),
      column("Recorded Dt", "recorded_date", 0.9, false),
      column("Beat Area", "district", 0.5, false),
      column("HO Class", null, 0, false),
    ],
    missing: ["offence_code or offence_text"],
    texts: [
      {
        ...text,
        text: "Charged (OC1)",
        rows: 70,
        code: "1",
        label: "Charged or summonsed",
        confidence: 0.95,
      },
      { ...text, text: "Undetected", rows: 20, code: "18", label: "Investigation complete", confidence: 0.5 },
      { ...text, text: "Filed", rows: 2, code: null, label: null, confidence: 0 },
    ],
    moreTexts: 0,
    ...changes,
  };
}

function column(header: string, name: string | null, confidence: number, known: boolean) {
  return { header, samples: ["one", "two"], column: name, confidence, mapped: false, known, refused: null };
}

export function givenImport(changes: Partial<CurrentImport> = {}): CurrentImport {
  return {
    id: "abc",
    by: "local:jo",
    startedAt: "2026-11-24T12:00:00.000Z",
    state: "waiting",
    progress: null,
    files: [givenFile()],
    mapping: noMapping,
    mappingName: null,
    fitting: null,
    dryRun: null,
    choices: [],
    ...changes,
  };
}

/** The imports where nothing was imported yet. */
export const givenImports: Imports = {
  current: null,
  thrownAway: [],
  snapshots: [],
  unusable: [],
  restores: [],
  change: null,
};

/** A dry run that found nothing. */
export const givenResult: ImportResult = {
  ok: false,
  snapshot: null,
  files: [],
  problems: [],
  refusal: null,
  suggestedAsAt: null,
  limits: [],
  changes: null,
};

/** What a dry run would change in the measures. */
export function givenChanges(kpis: ImportChanges["kpis"]): { changes: ImportChanges } {
  const months = { first: "2024-11", last: "2026-11" };
  return {
    changes: {
      against: { id: "s", asAt: "2026-10-31" },
      rows: [{ role: "cases", before: 240, after: 250 }],
      crimes: { before: 237, after: 247 },
      months: { before: { ...months, last: "2026-10" }, after: months },
      kpis,
    },
  };
}
