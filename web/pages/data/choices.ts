import type { CodeKind, CurrentImport, InputColumns, Mapping, RecognisedFile, Role } from "../../types.ts";

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
  columns: {},
  codes: { offence: {}, outcome: {}, cancelled: {}, answer: {} },
  dates: { excel_days: false, day_first: false },
};

/** Begins the choices for an import with a mapping and nothing else chosen. */
export function newChoices(importId: string, mapping: Mapping, mappingName: string | null): Choices {
  return { importId, roles: {}, mapping, mappingName, asAt: "", reason: "" };
}

/** The choices for an import as the server keeps them: those of this tab, else the latest of another, else new ones. */
export function choicesOf({ id, mapping, mappingName, choices }: CurrentImport, ownTab: string): Choices {
  const kept = choices.find(({ tab }) => tab === ownTab) ?? choices[0];
  if (!kept) return newChoices(id, mapping, mappingName);
  const { tab: _, ...chosen } = kept;
  return { importId: id, ...chosen, mapping: chosen.mapping ?? mapping };
}

/** The role of a file, chosen or recognised; null if the file is left out. */
export function roleOf(file: RecognisedFile, { roles }: Choices): Role | null {
  const chosen = roles[file.id];
  return chosen === undefined ? file.role : chosen;
}

/** The column that a header is read as, and whether the analyst confirmed it, its name is known or it is only suggested. */
export function matchedColumn(column: Column, role: Role, { mapping }: Choices): Matched {
  const chosen = mapping.columns[role]?.[column.header];
  if (column.refused !== null) return { column: null, source: "none" };
  if (chosen !== undefined) return { column: chosen, source: "confirmed" };
  if (column.column === null) return { column: null, source: "none" };
  return { column: column.column, source: column.known ? "known" : "suggested" };
}

/** The code for a text, and whether the analyst confirmed it. Only a confirmed code is applied, or one that is read as it stands. */
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

/** A file's texts that are not read and for which nobody has confirmed a code yet; with `sure` only those that very likely mean one. */
export function openTexts(file: RecognisedFile, choices: Choices, only: "all" | "sure" = "all"): Text[] {
  if (roleOf(file, choices) === null) return [];
  return file.texts.filter(
    (text) =>
      !text.read &&
      !matchedCode(text, choices).isConfirmed &&
      (only === "all" || (text.code !== null && text.confidence >= high)),
  );
}

export function withDates(choices: Choices, dates: Partial<Mapping["dates"]>): Choices {
  return withMapping(choices, { ...choices.mapping, dates: { ...choices.mapping.dates, ...dates } });
}

export type ForeignText = Omit<Text, "column">;

/** What is to be saved for next month: the mapping, with every header of the files and the column as which it is read, or null. */
export function wholeMapping(files: RecognisedFile[], choices: Choices): Mapping {
  const columns = { ...choices.mapping.columns };
  for (const file of files) {
    const role = roleOf(file, choices);
    if (role === null) continue;
    const read = file.columns.map((column) => {
      const matched = matchedColumn(column, role, choices);
      return [column.header, matched.source === "suggested" ? null : matched.column];
    });
    columns[role] = { ...columns[role], ...Object.fromEntries(read) };
  }
  return { ...choices.mapping, columns };
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

/** “High”, “Check” or “None”, with how many of five bars are filled. */
export function confidenceWords(confidence: number): { word: string; bars: number } {
  if (confidence >= high) return { word: "High", bars: 4 };
  return confidence > 0 ? { word: "Check", bars: 3 } : { word: "None", bars: 0 };
}

/** Marks the choices as different from the mapping that was saved under a name. */
function withMapping(choices: Choices, mapping: Mapping): Choices {
  return { ...choices, mapping, mappingName: null };
}
