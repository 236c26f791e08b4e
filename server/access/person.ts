import { userInfo } from "node:os";
import { type PersonRole, roles } from "../contract/session.ts";

/** Who asks: known by `id` in logs and histories, and by `name` on the pages. */
export type Person = { id: string; name: string; roles: PersonRole[] };

/** What every route finds in its context; the address from which it was asked is there when served over a network. */
export type AppEnv = { Variables: { person: Person; address?: string } };

/** The one person of the local mode, who sits at this machine: analyst, importer and admin. */
export function localPerson(): Person {
  const { username } = userInfo();
  return { id: `local:${username}`, name: username, roles: ["analyst", "importer", "admin"] };
}

/** Those of the words that are roles. */
export function knownRoles(words: string[]): PersonRole[] {
  return roles.filter((role) => words.includes(role));
}
