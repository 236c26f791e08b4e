import { formatShortDate } from "../../../server/wording/format.ts";
import type { CurrentImport, InputColumns } from "../../types.ts";
import { breaksOf } from "./breaks.ts";
import { type Choices, missingColumns, openColumns, roleOf } from "./choices.ts";
import { unexplainedTexts } from "./coded-columns.ts";
import { counted, listed } from "./import-words.ts";

/** A step of an import: what is left to do in it, whether it is done, and the id of its part of the page. */
export type Step = { title: string; left: string; isDone: boolean; part: string };

/** The four steps of an import. The first that is not done is the one to take. */
export function stepsOf(current: CurrentImport, choices: Choices, input: InputColumns): Step[] {
  const { dryRun } = current;
  const files = filesLeft(current, choices, input);
  const columns = columnsLeft(current, choices, input);
  const breaks = dryRun ? breaksOf(dryRun).length : 0;
  const isTried = dryRun?.ok ?? false;
  return [
    {
      title: "Files",
      left: files ?? filesWords(current, choices, input),
      isDone: files === null,
      part: "files",
    },
    {
      title: "Columns and values",
      left: columns ?? columnsWords(current, choices),
      isDone: columns === null || isTried,
      part: "columns",
    },
    {
      title: "Dry run",
      left: dryRun === null ? "not made yet" : breaks > 0 ? thingsLeft(breaks, isTried) : "nothing breaks",
      isDone: isTried,
      part: dryRun === null ? "try" : "verdict",
    },
    { title: "Publish", left: "nothing is served until then", isDone: false, part: "verdict" },
  ];
}

function thingsLeft(count: number, isTried: boolean): string {
  return isTried
    ? `${counted(count, "limit")} overridden, with a reason`
    : `${counted(count, "thing")} to mend`;
}

/** What is left to do with the files; null where nothing is. */
function filesLeft({ files }: CurrentImport, choices: Choices, { inputs }: InputColumns): string | null {
  const held = files.map((file) => (file.fault === null ? roleOf(file, choices) : null));
  const lacking = inputs.filter(({ role, needed }) => needed && !held.includes(role));
  const unsure = files.filter((file, place) => held[place] === null && choices.roles[file.id] === undefined);
  const words = [
    ...(lacking.length > 0
      ? [`no file holds ${listed(lacking.map(({ title }) => title.toLowerCase()))}`]
      : []),
    ...(unsure.length > 0 ? [`${counted(unsure.length, "file")} to look at`] : []),
  ];
  return words.length === 0 ? null : words.join(", ");
}

function filesWords({ files, dryRun }: CurrentImport, choices: Choices, { inputs }: InputColumns): string {
  const held = files.map((file) => roleOf(file, choices));
  const titles = inputs.filter(({ role }) => held.includes(role)).map(({ title }) => title.toLowerCase());
  const asAt = dryRun?.snapshot?.asAt ?? choices.asAt;
  return `${listed(titles)}${asAt ? `, as at ${formatShortDate(asAt)}` : ""}`;
}

/** What is left to do with columns and their values; null where nothing is. */
function columnsLeft({ files }: CurrentImport, choices: Choices, { required }: InputColumns): string | null {
  const columns = files.flatMap((file) => openColumns(file, choices));
  const offered = columns.map(({ column }) => column);
  const missing = files
    .flatMap((file) => missingColumns(file, choices, required))
    .filter((either) => !either.split(" or ").some((column) => offered.includes(column)));
  const toMap = columns.length + missing.length;
  const texts = unexplainedTexts(files, choices).length;
  const words = [
    ...(toMap > 0 ? [counted(toMap, "column")] : []),
    ...(texts > 0 ? [counted(texts, "text")] : []),
  ];
  return words.length === 0 ? null : `${listed(words)} to map`;
}

function columnsWords({ fitting }: CurrentImport, { mappingName }: Choices): string {
  if (fitting === null) return "all confirmed";
  return mappingName === fitting.name
    ? `the headers of “${fitting.name}”: applied`
    : `“${fitting.name}” applied, and changed by you`;
}
