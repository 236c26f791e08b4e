import { queryOptions, useQuery } from "@tanstack/react-query";
import {
  comparePacks,
  fetchOffered,
  fetchPack,
  fetchPackHistory,
  fetchPackRevisions,
  fetchPacks,
  fetchPreview,
} from "../../api/packs.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { NewPack, SavedPack } from "../../types.ts";

/** Reads the list of packs, again each time, because an editor must see what others have saved. */
export function packsQuery() {
  return queryOptions({ queryKey: ["packs"], queryFn: ({ signal }) => fetchPacks(signal), staleTime: 0 });
}

/** Reads what a new pack could take from the last one for the other audience. */
export function offeredQuery(asked: Pick<NewPack, "month" | "audience">) {
  return queryOptions({
    queryKey: ["packs", "offered", asked],
    queryFn: ({ signal }) => fetchOffered(asked, signal),
    staleTime: 0,
  });
}

/** Reads the newest version of a pack each time a page shows it, but not when the window gets the focus again. */
export function packQuery(id: string) {
  return queryOptions({
    queryKey: ["packs", id],
    queryFn: ({ signal }) => fetchPack(id, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** The snapshot of which the pack would be made now; asked again when another one is served. */
export function useFigures({ id, version, figures }: SavedPack): string | null {
  const served = useSnapshot().id;
  const { data } = useQuery({
    queryKey: ["packs", id, "figures", version, served],
    queryFn: async ({ signal }) => (await fetchPack(id, signal)).figures,
  });
  return data === undefined ? figures : data;
}

/** Reads what a pack shows. With `served` it shows the figures of that snapshot instead of the approved ones. */
export function previewQuery({ id, version }: SavedPack, served: string | null) {
  return queryOptions({
    queryKey: ["packs", id, "preview", version, served],
    queryFn: ({ signal }) => fetchPreview(id, served !== null, signal),
    staleTime: 0,
  });
}

/** Reads the versions of a pack. */
export function packHistoryQuery(id: string, version: number) {
  return queryOptions({
    queryKey: ["packs", id, "history", version],
    queryFn: ({ signal }) => fetchPackHistory(id, signal),
  });
}

/** Reads what differs between the figures of a pack and those of the served snapshot. */
export function packRevisionsQuery({ id, version }: SavedPack, served: string) {
  return queryOptions({
    queryKey: ["packs", id, "revised", version, served],
    queryFn: ({ signal }) => fetchPackRevisions(id, signal),
  });
}

/** Reads a pack beside another one; nothing until another is chosen. */
export function comparedQuery(id: string, other: string) {
  return queryOptions({
    queryKey: ["packs", id, "compare", other],
    queryFn: ({ signal }) => comparePacks(id, other, signal),
    enabled: other !== "",
  });
}
