import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { fetchChecks, fetchKpis, fetchSnapshot } from "../api/figures.ts";
import type { Snapshot } from "../types.ts";
import { useKnownMay, useSession } from "./session.ts";

/** The marking until the server has said which: the strictest that this product knows. */
export const untilRead = { marking: "OFFICIAL-SENSITIVE", handling: "Not for onward release" };

/** The snapshot that is served; asked for again each minute, so that a new import shows without a reload. */
export function snapshotQuery() {
  return queryOptions({
    queryKey: ["snapshot"],
    queryFn: ({ signal }) => fetchSnapshot(signal),
    refetchInterval: 60_000,
  });
}

/** What the checks found; not asked for by those who may not read it. */
export function useChecks() {
  return useQuery({ ...checksQuery(), enabled: useKnownMay("read-checks") });
}

/** Whether the checks are there, or it is known that they will not be: what stands below them waits, so that nothing jumps. */
export function useChecksSettled(): boolean {
  const isKnown = useSession() !== null;
  const { isLoading } = useChecks();
  return isKnown && !isLoading;
}

export function checksQuery() {
  return queryOptions({ queryKey: ["checks"], queryFn: ({ signal }) => fetchChecks(signal) });
}

export function kpisQuery() {
  return queryOptions({ queryKey: ["kpis"], queryFn: ({ signal }) => fetchKpis(signal) });
}

export const SnapshotContext = createContext<Snapshot | null>(null);

/** The snapshot in force. Pages are only put up once there is one, but for the Data page, where the first one is made. */
export function useSnapshot(): Snapshot {
  const snapshot = useContext(SnapshotContext);
  if (!snapshot) throw new Error("no snapshot yet");
  return snapshot;
}
