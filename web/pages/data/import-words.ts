import { formatCount, formatDate } from "../../../server/wording/format.ts";
import { isApiProblem } from "../../api/client.ts";
import type { CurrentImport, Imports } from "../../types.ts";

type State = CurrentImport["state"];
type Stage = NonNullable<CurrentImport["progress"]>["stage"];

const reading = { stage: "reading", title: "Reading the files" } as const;

const building: { stage: Stage; title: string }[] = [
  reading,
  { stage: "joining", title: "Joining crimes and outcomes" },
  { stage: "figures", title: "Working out every measure" },
  { stage: "checks", title: "Checking the data" },
  { stage: "comparing", title: "Comparing with what is served" },
];

/** The stages of each state of an import, in order. */
export function stagesOf(state: State): { stage: Stage; title: string }[] {
  if (state === "building") return building;
  return state === "publishing" ? [{ stage: "publishing", title: "Publishing" }] : [reading];
}

/** The title of what the server does in a state of an import. */
export function titleOfWork(state: State): string {
  const titles: Partial<Record<State, string>> = {
    uploading: "Receiving the files",
    building: "Dry run",
    publishing: "Publishing",
  };
  return titles[state] ?? "Looking at the files";
}

/** What a screen reader says while an import runs: stages and results, not every step. */
export function spokenState(
  current: CurrentImport | null,
  upload: { isPending: boolean; sent: number },
): string {
  if (upload.isPending && upload.sent < 1) return "Sending the files.";
  if (!current) return "";
  const stage = stagesOf(current.state).find((each) => each.stage === current.progress?.stage);
  switch (current.state) {
    case "ready":
      return "The dry run is done. Nothing is published yet.";
    case "waiting":
      return current.dryRun?.refusal
        ? `The dry run was refused. ${current.dryRun.refusal}`
        : "The files have been looked at. Confirm the columns and codes.";
    default:
      return `${titleOfWork(current.state)}. ${stage ? `${stage.title}.` : ""}`;
  }
}

/** Says why something could not be done, and that nothing was lost. */
export function problemWords(error: Error): string {
  return isApiProblem(error) && error.code === "unreachable"
    ? "The server did not answer. Nothing that you chose is lost: try again when the flight deck runs."
    : error.message;
}

/** “1 row”, “1,234 rows”. */
export function rowsOf(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "row" : "rows"}`;
}

/** A list in a sentence: “a”, “a and b”, “a, b and c”. */
export function listed(words: string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Says that the figures of an as-at date (`2026-10-31`) are served now, and how that came to be. */
export function servedWords(how: NonNullable<Imports["change"]>["how"], asAt: string): string {
  const begin = how === "published" ? "Published" : "Rolled back";
  return `${begin}: every page now shows the figures as at ${formatDate(asAt)}.`;
}

/** “1 column”, “2 columns”, “1,234 texts”. */
export function counted(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? "" : "s"}`;
}
