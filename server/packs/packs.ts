import { z } from "@hono/zod-openapi";
import type { Person } from "../access/person.ts";
import { type Pack, type PackText, packSchema, sentBackSchema } from "../contract/pack.ts";
import { type PackModel, packModelSchema } from "../contract/pack-model.ts";
import { Problem } from "../contract/problem.ts";
import {
  changedMeanwhile,
  listDocuments,
  readableHistory,
  readDocument,
  readDocuments,
  type Saved,
  saveDocument,
} from "../store/documents.ts";
import type { Home } from "../store/home.ts";
import { packFolders } from "../store/pack-documents.ts";
import { formatLongMonth } from "../wording/format.ts";

/** A pack as it is kept: with the ids of everybody who wrote in it, which no page shows, and who sent it back. */
const keptSchema = packSchema.extend({
  writers: z.array(z.string()).default([]),
  sentBack: sentBackSchema.nullable().default(null),
});

type KeptPack = z.infer<typeof keptSchema>;

export type SavedPack = Saved<KeptPack> & { id: string };

type Saving = { over: number; person: Person; at: Date };

const { written: folder, approved: approvedFolder, frozen: frozenFolder } = packFolders;

/** What was approved, and which version of the pack that was. */
const approvedSchema = z.object({ of: z.number(), model: packModelSchema });

/** Every pack, the latest month first, and the latest saved first among those of one month. */
async function listPacks(home: Home): Promise<SavedPack[]> {
  return (await packsAndFaults(home)).packs;
}

/** Every pack in the order of the list, and those that cannot be read, each with what is wrong with it. */
export async function packsAndFaults(
  home: Home,
): Promise<{ packs: SavedPack[]; faults: { id: string; fault: string }[] }> {
  const { read, faults } = await readDocuments(home, await listDocuments(home, folder), keptSchema);
  const idOf = (name: string) => name.slice(folder.length + 1);
  const packs = read.map(({ name, saved }) => ({ id: idOf(name), ...saved }));
  packs.sort((a, b) => b.value.month.localeCompare(a.value.month) || b.savedAt.localeCompare(a.savedAt));
  return { packs, faults: faults.map(({ name, fault }) => ({ id: idOf(name), fault })) };
}

/** Reads the newest version of a pack. Throws a 404 if there is no pack of this id. */
export async function readPack(home: Home, id: string): Promise<SavedPack> {
  const saved = await readDocument(home, nameOf(folder, id), keptSchema);
  if (!saved) throw unknownPack();
  return { id, ...saved };
}

/** Reads every version of a pack that can be read, the newest first. Throws a 404 if there is no pack of this id. */
export async function packHistory(home: Home, id: string): Promise<Saved<Pack>[]> {
  const versions = await readableHistory(home, nameOf(folder, id), keptSchema);
  if (versions.length === 0) throw unknownPack();
  return versions;
}

/** Saves the first version of a pack, under the id of its month and audience with the next free number. */
export async function saveFirst(
  home: Home,
  text: PackText,
  { person, at }: Omit<Saving, "over">,
): Promise<SavedPack> {
  const signatures = { state: "draft" as const, approved: null, frozen: null, sentBack: null };
  const taken = new Set((await packsAndFaults(home)).packs.map(({ id }) => id));
  const first = `${text.month}-${text.audience}`;
  let id = first;
  for (let number = 2; taken.has(id); number += 1) id = `${first}-${number}`;
  return save(home, id, { ...text, ...signatures, writers: [person.id] }, { over: 0, person, at });
}

/** Reads a pack to change or approve it. Throws a 409 if it is frozen, or if the version `over` is no longer the newest. */
export async function readToChange(home: Home, id: string, over: number): Promise<SavedPack> {
  const pack = await refuseFrozen(home, id);
  if (pack.version !== over) throw changedMeanwhile(nameOf(folder, id));
  return pack;
}

/** Saves a pack's texts and choices. An approved pack becomes a draft again; its history keeps the approved version. */
export async function changePack(home: Home, id: string, text: PackText, saving: Saving): Promise<SavedPack> {
  const { value } = await readToChange(home, id, saving.over);
  if (text.audience !== value.audience) throw otherAudience();
  const writers = [...new Set([...value.writers, saving.person.id])];
  const signatures = { approved: null, frozen: null, sentBack: null };
  return save(home, id, { ...text, state: "draft", ...signatures, writers }, saving);
}

/** Gives a pack back to those who write it, with a reason. It is a draft again. */
export async function sendBack(home: Home, id: string, reason: string, saving: Saving): Promise<SavedPack> {
  const { value } = await readToChange(home, id, saving.over);
  const sentBack = { by: saving.person.name, at: saving.at.toISOString(), reason };
  return save(home, id, { ...value, state: "draft", approved: null, sentBack }, saving);
}

/** Approves a pack. Keeps its model with figures, settings and words, and from then on every file is made from that model. */
export async function approvePack(
  home: Home,
  id: string,
  model: PackModel,
  { isOwn, reason, ...saving }: Saving & { isOwn: boolean; reason: string },
): Promise<SavedPack> {
  const { value } = await readToChange(home, id, saving.over);
  const approved = { ...signatureOf(model, saving), isOwn, reason };
  const pack = await save(home, id, { ...value, state: "approved", approved, sentBack: null }, saving);
  await keep(home, nameOf(approvedFolder, id), approvedSchema, { of: pack.version, model }, saving);
  return pack;
}

/** Freezes an approved pack and keeps its model for ever. Throws a 409 if it is not approved, or if the figures have changed since its
 * approval. */
export async function freezePack(home: Home, id: string, served: string, saving: Saving): Promise<SavedPack> {
  const { pack, model } = await readToFreeze(home, id, served);
  await keep(home, nameOf(frozenFolder, id), packModelSchema, model, saving);
  return save(home, id, { ...pack.value, state: "frozen", frozen: signatureOf(model, saving) }, saving);
}

/** Reads a pack to freeze it, with the model to keep. Throws a 409 if it is not approved, is frozen already, or the figures have
 * changed since its approval. */
export async function readToFreeze(
  home: Home,
  id: string,
  served: string,
): Promise<{ pack: SavedPack; model: PackModel }> {
  const pack = await refuseFrozen(home, id);
  const model = await readSigned(home, pack, served);
  if (model) return { pack, model };
  throw new Problem(409, "not-approved", "Only an approved pack can be frozen. Approve it first.");
}

/** Reads the model of an approved or frozen pack; null for a draft. Throws a 409 for an approved pack if its month has other figures
 * now, so that approved words never stand beside other figures. */
export async function readSigned(
  home: Home,
  pack: SavedPack,
  served: string | null,
): Promise<PackModel | null> {
  const { state, approved } = pack.value;
  if (state === "approved" && approved?.snapshot !== served) throw changedFigures();
  return readKept(home, pack);
}

/** Reads the approved or frozen model of a pack by its id. Throws with what to do if there is no such pack, or if it is a draft. */
export async function findSigned(
  home: Home,
  id: string,
  snapshotOf: (month: string) => string | null,
): Promise<PackModel> {
  const packs = await listPacks(home);
  const found = packs.find((pack) => pack.id === id);
  if (!found) {
    const known = packs.map((pack) => `${pack.id} (${pack.value.state})`).join(", ");
    const advice = known ? `Choose from: ${known}.` : "Begin one on the page Packs first.";
    throw new Problem(404, "unknown-pack", `There is no pack “${id}”. ${advice}`, "pack");
  }
  const model = await readSigned(home, found, snapshotOf(found.value.month));
  if (model) return model;
  const advice = "Look through it and approve it on the page Packs first.";
  throw new Problem(409, "not-approved", `The pack “${id}” is a draft. ${advice}`, "pack");
}

/** The 400 for words that would cross from inside the force to outside, or back, without being asked for one by one. */
function otherAudience(): Problem {
  const message =
    "A pack keeps its audience. Begin another one for the other audience, and choose what it takes from this one.";
  return new Problem(400, "other-audience", message, "pack.audience");
}

function changedFigures(): Problem {
  return new Problem(
    409,
    "changed-figures",
    "The figures have changed since this pack was approved, because files were imported. Look through the pack, then approve it again.",
  );
}

/** Reads the kept model of an approved or frozen pack; null for a draft. Throws if it is missing. */
export async function readKept(home: Home, { id, version, value }: SavedPack): Promise<PackModel | null> {
  if (value.state === "draft") return null;
  if (value.state === "frozen") {
    const frozen = await readDocument(home, nameOf(frozenFolder, id), packModelSchema);
    if (frozen) return frozen.value;
    const advice = `Take ${frozenFolder}/${id} back from a backup of the documents.`;
    throw new Problem(500, "bad-document", `What was frozen of this pack is not there. ${advice}`);
  }
  const approved = await readDocument(home, nameOf(approvedFolder, id), approvedSchema);
  if (approved?.value.of !== version) throw changedFigures();
  return approved.value.model;
}

function signatureOf({ snapshot }: PackModel, { person, at }: Saving) {
  return { by: person.name, at: at.toISOString(), snapshot: snapshot.id };
}

/** Saves a model beside its pack, as the next version of the kept model. */
async function keep<Schema extends z.ZodType>(
  home: Home,
  name: string,
  schema: Schema,
  value: z.input<Schema>,
  { person, at }: Saving,
): Promise<void> {
  const over = (await readDocument(home, name, schema))?.version ?? 0;
  await saveDocument(home, name, schema, value, { over, by: person.name, at });
}

async function save(
  home: Home,
  id: string,
  pack: KeptPack,
  { over, person, at }: Saving,
): Promise<SavedPack> {
  return {
    id,
    ...(await saveDocument(home, nameOf(folder, id), keptSchema, pack, { over, by: person.name, at })),
  };
}

async function refuseFrozen(home: Home, id: string): Promise<SavedPack> {
  const saved = await readPack(home, id);
  if (saved.value.state === "frozen") {
    throw new Problem(
      409,
      "frozen",
      `This pack of ${formatLongMonth(saved.value.month)} is frozen and stays as it is. Begin another pack of the month instead.`,
    );
  }
  return saved;
}

function nameOf(place: string, id: string): string {
  if (!/^[a-z0-9-]{1,60}$/.test(id)) throw unknownPack();
  return `${place}/${id}`;
}

function unknownPack(): Problem {
  return new Problem(404, "unknown-pack", "There is no such pack.", "id");
}
