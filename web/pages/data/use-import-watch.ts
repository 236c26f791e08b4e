import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { importEvents } from "../../api/imports.ts";
import { snapshotQuery } from "../../layout/snapshot.ts";
import type { CurrentImport, Imports } from "../../types.ts";
import { importsQuery } from "./import-queries.ts";

/** Follows the server's events to keep the current import up to date on the page. */
export function useImportWatch(id: string | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (id === null) return;
    const events = importEvents(id);
    events.addEventListener("state", () => {
      void queryClient.invalidateQueries({ queryKey: importsQuery().queryKey });
    });
    events.addEventListener("progress", ({ data }) => {
      const progress: CurrentImport["progress"] = JSON.parse(data);
      setCurrent(queryClient, (current) => current && { ...current, progress });
    });
    events.addEventListener("end", () => {
      events.close();
      void refreshImports(queryClient);
    });
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) void refreshImports(queryClient);
    });
    return () => events.close();
  }, [id, queryClient]);
}

/** Reads the served snapshot again when another tab or person has changed which one that is, at a moment in ISO form. */
export function useServedWatch(changedAt: string | null): void {
  const queryClient = useQueryClient();
  const before = useRef(changedAt);
  useEffect(() => {
    if (before.current !== null && changedAt !== before.current)
      void queryClient.invalidateQueries({ queryKey: snapshotQuery().queryKey });
    before.current = changedAt;
  }, [changedAt, queryClient]);
}

/** Reads everything again that an import or a roll back may have changed. */
export async function refreshImports(queryClient: QueryClient): Promise<void> {
  await Promise.all(
    [["imports"], ["snapshot"]].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}

/** Changes the current import in the answers that the page keeps. */
export function setCurrent(
  queryClient: QueryClient,
  change: (current: CurrentImport | null) => CurrentImport | null,
): void {
  queryClient.setQueryData<Imports>(
    importsQuery().queryKey,
    (imports) => imports && { ...imports, current: change(imports.current) },
  );
}
