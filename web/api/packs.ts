import type { PackFormat } from "../../server/contract/pack.ts";
import type {
  ComparedPacks,
  NewPack,
  OfferedParts,
  Pack,
  PackHistory,
  PackList,
  PackModel,
  PackRevisions,
  SavedPack,
} from "../types.ts";
import { answered, client, read } from "./client.ts";

/** Reads the packs that the person may see. */
export async function fetchPacks(signal: AbortSignal): Promise<PackList> {
  return read(client.api.packs.$get({}, { init: { signal } }));
}

/** Begins the pack of a month for an audience. */
export function beginPack(chosen: NewPack): Promise<SavedPack> {
  return read(client.api.packs.$post({ json: chosen }));
}

/** Reads what a new pack could take from the last pack for the other audience. */
export function fetchOffered(
  asked: Pick<NewPack, "month" | "audience">,
  signal: AbortSignal,
): Promise<OfferedParts> {
  return read(client.api.packs.offered.$get({ query: asked }, { init: { signal } }));
}

/** Reads the newest version of a pack. */
export function fetchPack(id: string, signal: AbortSignal): Promise<SavedPack> {
  return read(client.api.packs[":id"].$get({ param: { id } }, { init: { signal } }));
}

/** Saves a pack over the version that was read. Fails with `changed-meanwhile` if someone else has saved since. */
export function savePack(
  id: string,
  change: { version: number; pack: Omit<Pack, "state" | "approved" | "frozen"> },
): Promise<SavedPack> {
  return read(client.api.packs[":id"].$put({ param: { id }, json: change }));
}

/** Approves, sends back or freezes the version of a pack that was read. Fails with `changed-meanwhile` if someone else has saved
 * since. */
export function signPack(
  id: string,
  how: "approve" | "send-back" | "freeze",
  given: { version: number; reason: string },
): Promise<SavedPack> {
  const { version, reason } = given;
  if (how === "freeze")
    return read(client.api.packs[":id"].freeze.$post({ param: { id }, json: { version } }));
  return read(client.api.packs[":id"][how].$post({ param: { id }, json: { version, reason } }));
}

/** Reads what a pack shows, either with its kept figures or with the current ones. */
export function fetchPreview(id: string, isAsServed: boolean, signal: AbortSignal): Promise<PackModel> {
  const query = isAsServed ? { figures: "served" as const } : {};
  return read(client.api.packs[":id"].preview.$get({ param: { id }, query }, { init: { signal } }));
}

/** Reads the pack as a file. Fails with `changed-figures` if the figures have changed since its approval. */
export async function fetchPackFile(id: string, format: PackFormat): Promise<Blob> {
  const asked = client.api.packs[":id"].file.$get({ param: { id }, query: { format } });
  return (await answered(asked)).blob();
}

/** Reads who saved each version of a pack, and when. */
export function fetchPackHistory(id: string, signal: AbortSignal): Promise<PackHistory> {
  return read(client.api.packs[":id"].history.$get({ param: { id } }, { init: { signal } }));
}

/** Reads what differs between the figures of a pack and those that are served. */
export function fetchPackRevisions(id: string, signal: AbortSignal): Promise<PackRevisions> {
  return read(client.api.packs[":id"].revised.$get({ param: { id } }, { init: { signal } }));
}

/** Reads two packs beside each other. */
export function comparePacks(id: string, other: string, signal: AbortSignal): Promise<ComparedPacks> {
  return read(
    client.api.packs[":id"].compare.$get({ param: { id }, query: { with: other } }, { init: { signal } }),
  );
}
