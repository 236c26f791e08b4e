import { type Capability, capabilities, type PersonRole } from "../contract/session.ts";
import type { Person } from "./person.ts";

/** What each role allows. No role includes another: what two of them allow is named in both. */
const allowed: Record<PersonRole, Capability[]> = {
  viewer: ["read-definitions", "read-figures"],
  officer: ["read-definitions", "read-figures", "read-working-figures", "read-file-counts"],
  analyst: [
    "read-definitions",
    "read-figures",
    "read-working-figures",
    "read-small-groups",
    "list-crimes",
    "read-file-counts",
    "read-checks",
    "watch-imports",
    "make-packs",
    "approve-packs",
  ],
  importer: ["read-definitions", "read-file-counts", "read-checks", "watch-imports", "import-files"],
  auditor: ["read-definitions", "read-settings-history", "read-access-log"],
  admin: ["read-definitions", "change-settings", "read-settings-history"],
  approver: ["read-definitions", "read-figures", "read-working-figures", "approve-packs"],
};

/** Whether one of the person's roles allows it. */
export function may({ roles }: Pick<Person, "roles">, capability: Capability): boolean {
  return roles.some((role) => allowed[role].includes(capability));
}

/** Everything that the person's roles allow. */
export function capabilitiesOf(person: Pick<Person, "roles">): Capability[] {
  return capabilities.filter((capability) => may(person, capability));
}
