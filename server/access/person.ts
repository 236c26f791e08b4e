import { userInfo } from "node:os";

/** What a person may do; no role includes another. */
const roles = ["viewer", "officer", "analyst", "importer", "auditor", "admin"] as const;

type Role = (typeof roles)[number];

/** Who asks: known by `id` in logs and histories, and by `name` on the pages. */
export type Person = { id: string; name: string; roles: Role[] };

/** What every route finds in its context. */
export type AppEnv = { Variables: { person: Person } };

/** The one person of the local mode, who sits at this machine: analyst, importer and admin. */
export function localPerson(): Person {
  const { username } = userInfo();
  return { id: `local:${username}`, name: username, roles: ["analyst", "importer", "admin"] };
}
