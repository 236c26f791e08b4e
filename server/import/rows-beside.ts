import { Refusal } from "../csv/refusal.ts";
import { type Input, requiredColumns } from "../model/input.ts";
import type { Problem } from "./job.ts";
import type { LoadedFile } from "./load.ts";

/** The input whose files hold the rows of another beside their own, and what is said if there is a choice. */
export type RowsBeside = { of: string[]; problems: Problem[] };

/** Finds the inputs that are read from columns beside the rows of another, as outcomes may stand beside cases. An input with its
 * own files is read from these, because they hold every event. Throws a Refusal if an input is given neither way. */
export function readRowsBeside(inputs: Input[], files: LoadedFile[]): RowsBeside {
  const found: RowsBeside = { of: [], problems: [] };
  for (const host of inputs) {
    const guest = inputs.find(({ role }) => role === host.also);
    if (!guest) continue;
    const hosts = files.filter(({ role }) => role === host.role);
    const own = files.filter(({ role }) => role === guest.role);
    if (own.length > 0) found.problems.push(...notUsed(guest, hosts, own));
    else {
      refuseLacking(guest, hosts);
      found.of.push(guest.role);
    }
  }
  return found;
}

function refuseLacking(guest: Input, hosts: LoadedFile[]): void {
  const needed = neededColumns(guest);
  const lacking = hosts.find(({ columns }) => needed.some((column) => !columns.includes(column)));
  if (!lacking) return;
  throw new Refusal(
    `There is no file of ${guest.role}, and ${lacking.name} has no columns ${needed.join(" and ")} of its own. ` +
      `Give the ${guest.role} file too, or add the columns to the export.`,
  );
}

function notUsed(guest: Input, hosts: LoadedFile[], own: LoadedFile[]): Problem[] {
  const [first = ""] = neededColumns(guest);
  return hosts
    .filter(({ columns }) => columns.includes(first))
    .map(({ name }) => ({
      check: `${guest.role}-columns-not-used`,
      severity: "warning",
      count: 1,
      kpis: [],
      examples: [],
      message:
        `${name} has columns of ${guest.role} too. They were not used, because ` +
        `${own.map((file) => file.name).join(" and ")} ${own.length === 1 ? "holds" : "hold"} the ${guest.role}.`,
    }));
}

/** The columns that rows of an input need to stand beside those of another: the required ones except the key. */
function neededColumns(guest: Input): string[] {
  return requiredColumns(guest).flatMap(([column = ""]) => (column === guest.key ? [] : [column]));
}
