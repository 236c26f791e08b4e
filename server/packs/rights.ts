import { may } from "../access/capabilities.ts";
import type { Person } from "../access/person.ts";
import type { Pack } from "../contract/pack.ts";
import { Problem } from "../contract/problem.ts";

type Readable = Pick<Pack, "audience" | "state">;

/** Whether the person may see the pack: viewers only external ones that are frozen, officers and analysts all. */
export function mayReadPack(person: Person, { audience, state }: Readable): boolean {
  if (seesDrafts(person)) return true;
  return audience === "external" && state === "frozen" && may(person, "read-figures");
}

/** Whether the person may see packs while they are written, with every version and the figures of today. */
function seesDrafts(person: Person): boolean {
  return may(person, "read-working-figures");
}

/** Throws a 403 unless the person may see the pack. */
export function refuseReader(person: Person, pack: Readable): void {
  if (!mayReadPack(person, pack))
    throw new Problem(403, "forbidden", "None of your roles may see this pack.");
}

/** Throws a 403 unless the person may see packs while they are written. */
export function refuseDrafts(person: Person): void {
  if (!seesDrafts(person))
    throw new Problem(403, "forbidden", "None of your roles may see figures that are not in a frozen pack.");
}

/** Throws a 403 unless the person may write packs, as analysts may. */
export function refuseWriter(person: Person): void {
  if (!may(person, "make-packs")) throw new Problem(403, "forbidden", "Only analysts make packs.");
}
