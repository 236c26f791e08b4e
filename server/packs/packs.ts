import type { Person } from "../access/person.ts";
import {
  documentHistory,
  listDocuments,
  readDocument,
  type Saved,
  saveDocument,
} from "../documents/documents.ts";
import { Problem } from "../problem.ts";
import type { Home } from "../store/home.ts";
import type { Manifest } from "../store/manifest.ts";
import { formatLongMonth } from "../wording/format.ts";
import { everyKpi } from "./figures.ts";
import { type PackModel, packModelSchema } from "./model.ts";
import { type Audience, type Pack, type PackText, packSchema } from "./pack.ts";

export type SavedPack = Saved<Pack> & { id: string };

type Saving = { over: number; person: Person; at: Date };

const folder = "packs";
const frozenFolder = "frozen-packs";

/** Every pack, the latest month first, and the latest saved first among those of one month. */
export async function listPacks(home: Home): Promise<SavedPack[]> {
  const names = await listDocuments(home, folder);
  const packs = await Promise.all(names.map((name) => readPack(home, name.slice(folder.length + 1))));
  return packs.sort(
    (a, b) => b.value.month.localeCompare(a.value.month) || b.savedAt.localeCompare(a.savedAt),
  );
}

/** The newest version of a pack. Throws a 404 where there is none of that id. */
export async function readPack(home: Home, id: string): Promise<SavedPack> {
  const saved = await readDocument(home, nameOf(folder, id), packSchema);
  if (!saved) throw unknownPack();
  return { id, ...saved };
}

export async function packHistory(home: Home, id: string): Promise<Saved<Pack>[]> {
  const versions = await documentHistory(home, nameOf(folder, id), packSchema);
  if (versions.length === 0) throw unknownPack();
  return versions;
}

/** Begins the pack of a month: the KPIs, breakdowns and order of the last pack for that audience, and the actions that it
 * left open; the words are left to the drafts. */
export async function beginPack(
  home: Home,
  manifest: Manifest,
  asked: { month: string; audience: Audience },
  { person, at }: Omit<Saving, "over">,
): Promise<SavedPack> {
  const packs = await listPacks(home);
  const earlier = packs.filter(({ value }) => value.month <= asked.month);
  const last = (earlier.find(({ value }) => value.audience === asked.audience) ?? earlier[0])?.value;
  const known = new Set(everyKpi(manifest));
  const kept = last?.kpis.filter(({ id }) => known.has(id)) ?? [];
  const plain = { breakdown: null, headline: "", commentary: "" };
  const pack: Pack = {
    title: last?.title ?? "RASSO performance pack",
    ...asked,
    scope: last?.scope ?? "rasso",
    kpis:
      kept.length > 0
        ? kept.map((chosen) => ({ ...chosen, headline: "", commentary: "" }))
        : [...known].map((id) => ({ id, ...plain })),
    actions: last?.actions.filter(({ state }) => state === "open") ?? [],
    state: "draft",
    approved: null,
    frozen: null,
  };
  const taken = new Set(packs.map(({ id }) => id));
  const first = `${asked.month}-${asked.audience}`;
  let id = first;
  for (let number = 2; taken.has(id); number += 1) id = `${first}-${number}`;
  return {
    id,
    ...(await saveDocument(home, nameOf(folder, id), packSchema, pack, { over: 0, by: person.name, at })),
  };
}

/** Saves what was written of a pack. An approved pack becomes a draft again: what was approved is in its history. */
export async function changePack(home: Home, id: string, text: PackText, saving: Saving): Promise<SavedPack> {
  await refuseFrozen(home, id);
  return save(home, id, { ...text, state: "draft", approved: null, frozen: null }, saving);
}

/** Approves a pack as it was read, with the figures of the snapshot that is served. */
export async function approvePack(
  home: Home,
  id: string,
  snapshot: string,
  saving: Saving,
): Promise<SavedPack> {
  const { value } = await refuseFrozen(home, id);
  const signed = { by: saving.person.name, at: saving.at.toISOString(), snapshot };
  return save(home, id, { ...value, state: "approved", approved: signed }, saving);
}

/** Freezes an approved pack: the model with its figures, definitions and words is kept, and nothing of it changes again.
 * Throws a 409 where it is not approved, or where other figures are served than those that were approved. */
export async function freezePack(
  home: Home,
  id: string,
  model: PackModel,
  saving: Saving,
): Promise<SavedPack> {
  const { value } = await refuseFrozen(home, id);
  if (!value.approved) {
    throw new Problem(409, "not-approved", "Only an approved pack can be frozen. Approve it first.");
  }
  if (value.approved.snapshot !== model.snapshot.id) {
    throw changedFigures();
  }
  const signed = { by: saving.person.name, at: saving.at.toISOString(), snapshot: model.snapshot.id };
  const name = nameOf(frozenFolder, id);
  const before = (await readDocument(home, name, packModelSchema))?.version ?? 0;
  await saveDocument(home, name, packModelSchema, model, {
    over: before,
    by: saving.person.name,
    at: saving.at,
  });
  return save(home, id, { ...value, state: "frozen", frozen: signed }, saving);
}

/** A pack that was approved or frozen. Throws with what to do where it is neither, or where there is none of that id. */
export async function findSigned(home: Home, id: string): Promise<SavedPack> {
  const packs = await listPacks(home);
  const found = packs.find((pack) => pack.id === id);
  if (!found) {
    const known = packs.map((pack) => `${pack.id} (${pack.value.state})`).join(", ");
    const advice = known ? `Choose from: ${known}.` : "Begin one on the page Packs first.";
    throw new Problem(404, "unknown-pack", `There is no pack “${id}”. ${advice}`, "pack");
  }
  if (found.value.state === "draft") {
    const advice = "Look through it and approve it on the page Packs first.";
    throw new Problem(409, "not-approved", `The pack “${id}” is a draft. ${advice}`, "pack");
  }
  return found;
}

/** What a pack says whose approval no longer holds. */
export function changedFigures(): Problem {
  return new Problem(
    409,
    "changed-figures",
    "Other figures are served than when this pack was approved: files were imported since. Look through the pack, then approve it again.",
  );
}

/** The model of a frozen pack as it was kept; null for a pack that is not frozen. */
export async function readFrozen(home: Home, { id, value }: SavedPack): Promise<PackModel | null> {
  if (value.state !== "frozen") return null;
  return (await readDocument(home, nameOf(frozenFolder, id), packModelSchema))?.value ?? null;
}

async function save(home: Home, id: string, pack: Pack, { over, person, at }: Saving): Promise<SavedPack> {
  return {
    id,
    ...(await saveDocument(home, nameOf(folder, id), packSchema, pack, { over, by: person.name, at })),
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
