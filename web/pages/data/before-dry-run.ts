import type { InputColumns, RecognisedFile } from "../../types.ts";
import { type Choices, missingColumns, openColumns, roleOf } from "./choices.ts";
import { unexplainedTexts } from "./coded-columns.ts";
import { listed } from "./import-words.ts";

/** Lists what prevents a dry run, each in a sentence that says what to do. */
export function hindrances(files: RecognisedFile[], choices: Choices, input: InputColumns): string[] {
  const held = files.filter(({ fault }) => fault === null).map((file) => roleOf(file, choices));
  const lacking = input.inputs.filter(({ role, needed }) => needed && !held.includes(role));
  return [
    ...lacking.map(({ title }) => `No file holds ${title.toLowerCase()}. Say above which one does.`),
    ...files.flatMap((file) => {
      const missing = missingColumns(file, choices, input.required);
      return missing.length === 0
        ? []
        : [
            `${file.name} has no column for ${listed(missing)} yet. Choose or confirm it under “Match your columns”.`,
          ];
    }),
  ];
}

/** Lists what a dry run would leave out now: files, columns and texts that are not confirmed. */
export function leftOut(files: RecognisedFile[], choices: Choices): string[] {
  const unused = files.filter((file) => roleOf(file, choices) === null);
  const columns = files.reduce((sum, file) => sum + openColumns(file, choices).length, 0);
  const unconfirmed = unexplainedTexts(files, choices).length;
  return [
    ...(unused.length > 0 ? [`Left out: ${listed(unused.map(({ name }) => name))}.`] : []),
    ...(columns > 0
      ? [
          columns === 1
            ? "1 suggested column is not confirmed and will not be read."
            : `${columns} suggested columns are not confirmed and will not be read.`,
        ]
      : []),
    ...(unconfirmed > 0
      ? [
          unconfirmed === 1
            ? "1 text is not confirmed; its rows count as not mapped."
            : `${unconfirmed} texts are not confirmed; their rows count as not mapped.`,
        ]
      : []),
  ];
}
