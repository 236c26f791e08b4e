import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { discardImport, recogniseFiles, sendFiles, tryImport } from "../../api/imports.ts";
import type { CurrentImport } from "../../types.ts";
import { hindrances } from "./before-dry-run.ts";
import { newChoices } from "./choices.ts";
import { choicesQuery, importsQuery, inputColumnsQuery } from "./import-queries.ts";
import { refreshImports, setCurrent } from "./use-import-watch.ts";

export type Upload = ReturnType<typeof useUpload>;

/** Uploads files and waits until the server has read them. Choices for earlier files are kept for these. Where a saved mapping fits the
 * files and nothing is missing, the dry run begins at once. */
export function useUpload() {
  const queryClient = useQueryClient();
  const aborter = useRef<AbortController | null>(null);
  const [sent, setSent] = useState(0);

  const { mutate, isPending, error, variables, reset } = useMutation({
    mutationFn: async (files: File[]) => {
      const abort = new AbortController();
      aborter.current = abort;
      setSent(0);
      const current = await sendFiles(files, report, abort.signal);
      const before = queryClient.getQueryData(choicesQuery().queryKey);
      if (!before) return current;
      const { mapping, mappingName } = before;
      return recogniseFiles(current.id, { mapping, mappingName });
    },
    onSuccess: (current) => {
      setCurrent(queryClient, () => current);
      void tryAtOnce(current);
    },
    onSettled: () => refreshImports(queryClient),
  });

  async function tryAtOnce({ id, fitting, files, mapping, mappingName }: CurrentImport): Promise<void> {
    if (fitting === null || mappingName !== fitting.name) return;
    const input = await queryClient.ensureQueryData(inputColumnsQuery());
    const choices = newChoices(id, mapping, mappingName);
    if (hindrances(files, choices, input).length > 0) return;
    await tryImport(id, { mapping, mappingName }).catch(() => undefined);
    await refreshImports(queryClient);
  }

  function report(share: number): void {
    setSent(share);
    if (share === 1) void queryClient.invalidateQueries({ queryKey: importsQuery().queryKey });
  }

  function cancel(): void {
    aborter.current?.abort();
    const current = queryClient.getQueryData(importsQuery().queryKey)?.current;
    if (current) void discardImport(current.id).finally(() => void refreshImports(queryClient));
  }

  const wasCancelled =
    error instanceof DOMException || (error !== null && "code" in error && error.code === "cancelled");
  return {
    send: mutate,
    cancel,
    isPending,
    sent,
    files: variables ?? [],
    error: wasCancelled ? null : error,
    forget: reset,
  };
}
