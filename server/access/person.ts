import { userInfo } from "node:os";
import type { HttpBindings } from "@hono/node-server";
import { type PersonRole, roles } from "../contract/session.ts";

/** A person who asks. Logs and histories use the `id`, pages the `name`. */
export type Person = { id: string; name: string; roles: PersonRole[] };

/** What every route finds in its context. The client's address is there if the server serves a network. */
export type AppEnv = { Bindings: HttpBindings; Variables: { person: Person; address?: string } };

/** The one person of the local mode, who is analyst, importer and admin. */
export function localPerson(): Person {
  const { username } = userInfo();
  return { id: `local:${username}`, name: username, roles: ["analyst", "importer", "admin"] };
}

/** Keeps the words that are roles. */
export function knownRoles(words: string[]): PersonRole[] {
  return roles.filter((role) => words.includes(role));
}
