import type { CodeKind, RecognisedFile, Role } from "../../types.ts";
import { type Choices, type ForeignText, matchedCode, matchedColumn, roleOf } from "./choices.ts";

/** A column of codes or answers in all used files: the headers that hold it and its texts, each once with its rows in all of them, those
 * that nobody has explained yet first. */
export type CodedColumn = { column: string; kind: CodeKind; headers: string[]; texts: ForeignText[] };

export function codedColumns(files: RecognisedFile[], choices: Choices): CodedColumn[] {
  const columns = new Map<string, CodedColumn>();
  for (const file of files) {
    const role = roleOf(file, choices);
    if (role === null) continue;
    for (const { column, ...text } of file.texts) {
      const of = columns.get(column) ?? { column, kind: text.kind, headers: [], texts: [] };
      const held = of.texts.find((other) => other.text === text.text);
      const texts = held
        ? of.texts.map((other) => (other === held ? { ...held, rows: held.rows + text.rows } : other))
        : [...of.texts, text];
      columns.set(column, { ...of, headers: headersOf(column, file, role, choices, of.headers), texts });
    }
  }
  const isOpen = (text: ForeignText) => Number(!text.read && !matchedCode(text, choices).isConfirmed);
  return [...columns.values()].map((each) => ({
    ...each,
    texts: each.texts.toSorted(
      (a, b) => Number(a.read) - Number(b.read) || isOpen(b) - isOpen(a) || b.rows - a.rows,
    ),
  }));
}

function headersOf(column: string, file: RecognisedFile, role: Role, choices: Choices, before: string[]) {
  const own = file.columns.filter((each) => matchedColumn(each, role, choices).column === column);
  return [...new Set([...before, ...own.map(({ header }) => header)])];
}

/** Every different text of the used files that is not read and has no confirmed code. */
export function unexplainedTexts(files: RecognisedFile[], choices: Choices): ForeignText[] {
  return codedColumns(files, choices)
    .flatMap(({ texts }) => texts)
    .filter((text) => !text.read && !matchedCode(text, choices).isConfirmed);
}
