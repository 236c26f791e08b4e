import { Refusal } from "../csv/refusal.ts";
import type { Problem } from "./job.ts";
import type { LoadedFile } from "./load.ts";

const outcomeColumns = ["outcome_code", "outcome_date"];

/** Whether the outcomes come from columns of the cases files, and what is said where there is a choice. Outcomes files go
 * first, for they hold every event. Throws a Refusal where the files hold no outcomes at all. */
export function readOutcomeColumns(files: LoadedFile[]): { areUsed: boolean; problems: Problem[] } {
  const cases = files.filter(({ role }) => role === "cases");
  const outcomes = files.filter(({ role }) => role === "outcomes");
  if (outcomes.length === 0) {
    const lacking = cases.find(({ columns }) => outcomeColumns.some((column) => !columns.includes(column)));
    if (lacking) {
      throw new Refusal(
        `There is no outcomes file, and ${lacking.name} has no columns outcome_code and outcome_date of its own. ` +
          "Give the outcomes file too, or add the two columns to the export.",
      );
    }
    return { areUsed: true, problems: [] };
  }
  const wide = cases.filter(({ columns }) => columns.includes("outcome_code"));
  const problems = wide.map(
    ({ name }): Problem => ({
      check: "outcome-columns-not-used",
      severity: "warning",
      count: 1,
      kpis: [],
      examples: [],
      message:
        `${name} has outcome columns of its own. They were not used, because ` +
        `${outcomes.map((file) => file.name).join(" and ")} ${outcomes.length === 1 ? "holds" : "hold"} the outcomes.`,
    }),
  );
  return { areUsed: false, problems };
}
