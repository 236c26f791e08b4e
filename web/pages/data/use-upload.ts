import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { discardImport, recogniseFiles, sendFiles } from "../../api/imports.ts";
import { choicesQuery, importsQuery } from "./import-queries.ts";
import { refreshImports, setCurrent } from "./use-import-watch.ts";

export type Upload = ReturnType<typeof useUpload>;

/** Uploads files and waits until the server has read them. Choices for earlier files are kept for these. */
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
    onSuccess: (current) => setCurrent(queryClient, () => current),
    onSettled: () => refreshImports(queryClient),
  });

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
