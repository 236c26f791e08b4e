import type { z } from "@hono/zod-openapi";
import type { Person } from "../access/person.ts";
import type { savedPackSchema } from "../contract/packs.ts";
import type { SavedPack } from "./packs.ts";
import { seesDrafts } from "./rights.ts";

/** A pack as the API answers it to a person, with the snapshot of which it would be made now: of those who wrote it, whether the person is one; the approver's reason only to those who
 * see drafts, as it may repeat what was looked at. */
export function answerOf(
  { value: { writers, sentBack, ...pack }, ...saved }: SavedPack,
  person: Person,
  figures: string | null,
): z.infer<typeof savedPackSchema> {
  const isOwn = writers.includes(person.id);
  if (seesDrafts(person) || !pack.approved) return { ...saved, pack, figures, isOwn, sentBack };
  const approved = { ...pack.approved, reason: "" };
  return { ...saved, pack: { ...pack, approved }, figures, isOwn, sentBack: null };
}
