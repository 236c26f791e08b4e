import { Refusal } from "../csv/refusal.ts";
import { type Input, neededRoles } from "../model/input.ts";
import type { FileAccount } from "./account.ts";

/** Why limits that are exceeded refuse an import; null where none is, or somebody gave a reason. */
export function refusalOf(limits: string[], override: string | null): string | null {
  if (limits.length === 0 || override !== null) return null;
  return (
    `${limits.join(" ")} So nothing was imported. Mend the export, or import it all the same with a reason ` +
    "(on the command line: --force --reason)."
  );
}

/** Refuses files of a needed input of which no row could be accepted. */
export function refuseEmpty(inputs: Input[], files: FileAccount[]): void {
  for (const needed of neededRoles(inputs)) {
    const those = files.filter(({ role }) => role === needed);
    if (those.some(({ accepted }) => accepted > 0)) continue;
    const names = those.map(({ name }) => name).join(", ");
    if (those.every(({ read }) => read === 0))
      throw new Refusal(
        `${names} has a header but no rows. Check that the export found any crimes, then export it again.`,
      );
    const mostly = those.flatMap(({ problems }) => problems)[0]?.message ?? "";
    throw new Refusal(
      `${names}: no row could be accepted, so there is nothing to show. ${mostly} Mend the export and import it again.`,
    );
  }
}
