import type { z } from "@hono/zod-openapi";
import type { Person } from "../access/person.ts";
import type { savedPackSchema } from "../contract/packs.ts";
import type { SavedPack } from "./packs.ts";
import { seesDrafts } from "./rights.ts";

/** A pack as the API answers it to a person: of those who wrote it, whether the person is one; the approver's reason only to those who
 * see drafts, as it may repeat what was looked at. */
export function answerOf(
  { value: { writers, sentBack, ...pack }, ...saved }: SavedPack,
  person: Person,
): z.infer<typeof savedPackSchema> {
  const isOwn = writers.includes(person.id);
  if (seesDrafts(person) || !pack.approved) return { ...saved, pack, isOwn, sentBack };
  return { ...saved, pack: { ...pack, approved: { ...pack.approved, reason: "" } }, isOwn, sentBack: null };
}
