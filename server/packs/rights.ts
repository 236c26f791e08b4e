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
export function seesDrafts(person: Person): boolean {
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

/** Whether the person wrote in the pack. Throws a 409 if nobody knows who did, as that is kept since packs have approvers. */
function wroteIt({ id }: Person, writers: string[]): boolean {
  if (writers.length === 0)
    throw new Problem(
      409,
      "unknown-writers",
      "It is not known who wrote this pack. Save it once more, then another person can approve it.",
    );
  return writers.includes(id);
}

/** Whether the person approves words of the same person, as the one person of the local mode may. Throws a 403 unless the person may
 * approve packs, and in the served mode if the person wrote in this one. */
export function refuseApprover(person: Person, writers: string[], mode: "local" | "served"): boolean {
  if (!may(person, "approve-packs"))
    throw new Problem(403, "forbidden", "None of your roles may approve packs.");
  if (mode === "local") return writers.length === 0 || writers.includes(person.id);
  if (wroteIt(person, writers))
    throw new Problem(
      403,
      "own-pack",
      "You wrote in this pack, so somebody else approves, sends back and freezes it: another analyst, or a person with the role approver.",
    );
  return false;
}

/** Throws a 403 unless the person may write packs, as analysts may. */
export function refuseWriter(person: Person): void {
  if (!may(person, "make-packs")) throw new Problem(403, "forbidden", "Only analysts make packs.");
}
