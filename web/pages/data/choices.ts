import type { CodeKind, InputColumns, Mapping, RecognisedFile, Role } from "../../types.ts";

/** What an analyst chose for the files of an import: roles that differ from those recognised (null leaves a file out), columns and
 * codes, the name under which they are saved, and the options of the dry run. */
export type Choices = {
  importId: string;
  roles: Record<string, Role | null>;
  mapping: Mapping;
  mappingName: string | null;
  asAt: string;
  reason: string;
};

type Column = RecognisedFile["columns"][number];
type Text = RecognisedFile["texts"][number];

/** Why a header is read as a column: the analyst `confirmed` it; it is a `known` name of the column; it is only `suggested` and not
 * read until somebody confirms it; `none`. */
export type Matched = { column: string | null; source: "confirmed" | "known" | "suggested" | "none" };

/** The likeness from which suggestions may be confirmed together. Below it the analyst looks at each one. */
const high = 0.75;

export const noMapping: Mapping = {
  columns: { cases: {}, outcomes: {} },
  codes: { offence: {}, outcome: {}, cancelled: {}, answer: {} },
  dates: { excel_days: false, day_first: false },
};

/** Begins the choices for an import with a mapping and nothing else chosen. */
export function newChoices(importId: string, mapping: Mapping, mappingName: string | null): Choices {
  return { importId, roles: {}, mapping, mappingName, asAt: "", reason: "" };
}

/** The role of a file, chosen or recognised; null if the file is left out. */
export function roleOf(file: RecognisedFile, { roles }: Choices): Role | null {
  const chosen = roles[file.id];
  return chosen === undefined ? file.role : chosen;
}

/** The column that a header is read as, and whether the analyst confirmed it, its name is known or it is only suggested. */
export function matchedColumn(column: Column, role: Role, { mapping }: Choices): Matched {
  const chosen = mapping.columns[role]?.[column.header];
  if (chosen !== undefined) return { column: chosen, source: "confirmed" };
  if (column.column === null) return { column: null, source: "none" };
  return { column: column.column, source: column.known ? "known" : "suggested" };
}

/** The code for a text, and whether the analyst confirmed it. Only a confirmed code is applied. */
export function matchedCode(
  text: ForeignText,
  { mapping }: Choices,
): { code: string | null; isConfirmed: boolean } {
  const chosen = mapping.codes[text.kind][text.text];
  return chosen === undefined ? { code: text.code, isConfirmed: false } : { code: chosen, isConfirmed: true };
}

/** Assigns a column to a header. Another header of the same file that had it is then not read. */
export function withColumn(
  choices: Choices,
  file: RecognisedFile,
  role: Role,
  header: string,
  column: string | null,
): Choices {
  const rivals = file.columns.filter(
    (other) =>
      column !== null && other.header !== header && matchedColumn(other, role, choices).column === column,
  );
  const columns = {
    ...choices.mapping.columns[role],
    ...Object.fromEntries(rivals.map((rival) => [rival.header, null])),
    [header]: column,
  };
  return withMapping(choices, {
    ...choices.mapping,
    columns: { ...choices.mapping.columns, [role]: columns },
  });
}

/** Undoes the choice for a header, so that the recognised column counts again. */
export function withoutColumn(choices: Choices, role: Role, header: string): Choices {
  const { [header]: _, ...columns } = choices.mapping.columns[role] ?? {};
  return withMapping(choices, {
    ...choices.mapping,
    columns: { ...choices.mapping.columns, [role]: columns },
  });
}

/** Confirms the code for a text. */
export function withCode(choices: Choices, kind: CodeKind, text: string, code: string): Choices {
  const codes = { ...choices.mapping.codes, [kind]: { ...choices.mapping.codes[kind], [text]: code } };
  return withMapping(choices, { ...choices.mapping, codes });
}

/** Undoes the confirmed code for a text, so that the suggestion counts again. */
export function withoutCode(choices: Choices, kind: CodeKind, text: string): Choices {
  const { [text]: _, ...rest } = choices.mapping.codes[kind];
  return withMapping(choices, { ...choices.mapping, codes: { ...choices.mapping.codes, [kind]: rest } });
}

/** The suggested columns of a file that nobody has confirmed yet; with `sure` only those that are very likely. */
export function openColumns(file: RecognisedFile, choices: Choices, only: "all" | "sure" = "all"): Column[] {
  const role = roleOf(file, choices);
  if (role === null) return [];
  return file.columns.filter(
    (column) =>
      matchedColumn(column, role, choices).source === "suggested" &&
      (only === "all" || column.confidence >= high),
  );
}

/** The suggested codes for a file's texts that nobody has confirmed yet; with `sure` only those that are very likely. */
export function openTexts(file: RecognisedFile, choices: Choices, only: "all" | "sure" = "all"): Text[] {
  if (roleOf(file, choices) === null) return [];
  return file.texts.filter(
    (text) =>
      !matchedCode(text, choices).isConfirmed &&
      (only === "all" || (text.code !== null && text.confidence >= high)),
  );
}

export type ForeignText = Omit<Text, "column">;

/** The texts of all used files, each once with its rows in all of them, the most frequent first, and how many more there are. */
export function allTexts(files: RecognisedFile[], choices: Choices): { texts: ForeignText[]; more: number } {
  const used = files.filter((file) => roleOf(file, choices) !== null);
  const texts = new Map<string, ForeignText>();
  for (const text of used.flatMap((file) => file.texts)) {
    const key = `${text.kind} ${text.text}`;
    const before = texts.get(key);
    texts.set(key, before ? { ...before, rows: before.rows + text.rows } : text);
  }
  return {
    texts: [...texts.values()].toSorted((a, b) => b.rows - a.rows),
    more: used.reduce((sum, { moreTexts }) => sum + moreTexts, 0),
  };
}

/** The required columns that no confirmed or known header fills. Two columns that can replace each other count as one. */
export function missingColumns(
  file: RecognisedFile,
  choices: Choices,
  required: InputColumns["required"],
): string[] {
  const role = roleOf(file, choices);
  if (role === null) return [];
  const read = file.columns.flatMap((column) => {
    const matched = matchedColumn(column, role, choices);
    return matched.source === "suggested" ? [] : (matched.column ?? []);
  });
  return (required[role] ?? [])
    .filter((either) => !either.some((column) => read.includes(column)))
    .map((either) => either.join(" or "));
}

/** Whether a column holds codes. When another header takes such a column, the server must read the texts again. */
export function holdsCodes(column: string | null): boolean {
  return (
    column !== null && ["offence_code", "offence_text", "outcome_code", "cancelled_code"].includes(column)
  );
}

/** “High”, “Check” or “None”, with how many of five bars are filled. */
export function confidenceWords(confidence: number): { word: string; bars: number } {
  if (confidence >= high) return { word: "High", bars: 4 };
  return confidence > 0 ? { word: "Check", bars: 3 } : { word: "None", bars: 0 };
}

/** Marks the choices as different from the mapping that was saved under a name. */
function withMapping(choices: Choices, mapping: Mapping): Choices {
  return { ...choices, mapping, mappingName: null };
}
