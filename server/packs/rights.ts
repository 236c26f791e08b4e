import { may } from "../access/capabilities.ts";
import type { Person } from "../access/person.ts";
import type { Audience } from "../contract/pack.ts";
import { Problem } from "../contract/problem.ts";

/** Refuses with a 403 whoever may not see packs for this audience: viewers see external ones, officers and analysts all. */
export function refuseReader(person: Person, audience: Audience): void {
  if (!may(person, audience === "external" ? "read-figures" : "read-working-figures")) {
    throw new Problem(403, "forbidden", "None of your roles may see this pack.");
  }
}

export function mayReadPack(person: Person, audience: Audience): boolean {
  try {
    refuseReader(person, audience);
    return true;
  } catch {
    return false;
  }
}

/** Refuses with a 403 whoever may not write packs: analysts do. */
export function refuseWriter(person: Person): void {
  if (!may(person, "make-packs")) throw new Problem(403, "forbidden", "Only analysts make packs.");
}
