import { may } from "../access/capabilities.ts";
import type { Person } from "../access/person.ts";
import type { Audience } from "../contract/pack.ts";
import { Problem } from "../contract/problem.ts";

/** Throws a 403 unless the person may see packs for this audience: viewers see external packs, officers and analysts all. */
export function refuseReader(person: Person, audience: Audience): void {
  if (!may(person, audience === "external" ? "read-figures" : "read-working-figures")) {
    throw new Problem(403, "forbidden", "None of your roles may see this pack.");
  }
}

/** Whether the person may see packs for this audience, by the rule of `refuseReader`. */
export function mayReadPack(person: Person, audience: Audience): boolean {
  try {
    refuseReader(person, audience);
    return true;
  } catch {
    return false;
  }
}

/** Throws a 403 unless the person may write packs, as analysts may. */
export function refuseWriter(person: Person): void {
  if (!may(person, "make-packs")) throw new Problem(403, "forbidden", "Only analysts make packs.");
}
