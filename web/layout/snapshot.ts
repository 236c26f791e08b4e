import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { fetchChecks, fetchKpis, fetchSnapshot } from "../api/figures.ts";
import type { Snapshot } from "../types.ts";
import { useKnownMay, useSession } from "./session.ts";

/** The marking shown until the server sends one: the strictest of this product. */
export const untilRead = { marking: "OFFICIAL-SENSITIVE", handling: "Not for onward release" };

/** Reads the served snapshot, again each minute, so that a new import shows without a reload. */
export function snapshotQuery() {
  return queryOptions({
    queryKey: ["snapshot"],
    queryFn: ({ signal }) => fetchSnapshot(signal),
    refetchInterval: 60_000,
  });
}

/** Reads what the checks found, if the person may. */
export function useChecks() {
  return useQuery({ ...checksQuery(), enabled: useKnownMay("read-checks") });
}

/** Whether the checks are read, or will not be read. What stands below them waits for this, so that nothing jumps. */
export function useChecksSettled(): boolean {
  const isKnown = useSession() !== null;
  const { isLoading } = useChecks();
  return isKnown && !isLoading;
}

/** Reads what the checks found. */
export function checksQuery() {
  return queryOptions({ queryKey: ["checks"], queryFn: ({ signal }) => fetchChecks(signal) });
}

/** Reads every KPI with its definition. */
export function kpisQuery() {
  return queryOptions({ queryKey: ["kpis"], queryFn: ({ signal }) => fetchKpis(signal) });
}

export const SnapshotContext = createContext<Snapshot | null>(null);

/** The served snapshot, for pages that are shown only when there is one: all but the Data page, which makes the first. */
export function useSnapshot(): Snapshot {
  const snapshot = useContext(SnapshotContext);
  if (!snapshot) throw new Error("no snapshot yet");
  return snapshot;
}
