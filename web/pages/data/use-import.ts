import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { discardImport, publishImport, recogniseFiles, tryImport } from "../../api/imports.ts";
import type { CurrentImport } from "../../types.ts";
import type { Choices } from "./choices.ts";
import { choicesQuery } from "./import-queries.ts";
import { useChoices } from "./use-choices.ts";
import { refreshImports, setCurrent } from "./use-import-watch.ts";

export type ImportWork = ReturnType<typeof useImport>;

/** The choices for the current import and the actions on it. The server does one thing at a time, so reading the files again and dry
 * runs wait for each other. */
export function useImport(current: CurrentImport) {
  const queryClient = useQueryClient();
  const { id } = current;
  const { choices, kept, choose, keepNow } = useChoices(current);
  const [savedHere, setSavedHere] = useState<Record<string, number>>({});
  const scope = { id: "import" };

  const look = useMutation({
    scope,
    mutationFn: ({ roles, mapping, mappingName }: Choices) =>
      recogniseFiles(id, { roles, mapping, mappingName }),
    onSuccess: (answer) => setCurrent(queryClient, () => answer),
  });

  const load = useMutation({
    scope,
    mutationFn: (name: string) =>
      recogniseFiles(id, { roles: choices.roles, mapping: null, mappingName: name }),
    onSuccess: (answer) => {
      choose({ ...(kept() ?? choices), mapping: answer.mapping, mappingName: answer.mappingName });
      setCurrent(queryClient, () => answer);
    },
  });

  const dryRun = useMutation({
    scope,
    mutationFn: ({ roles, mapping, mappingName, asAt, reason }: Choices) =>
      tryImport(id, {
        roles,
        mapping,
        mappingName,
        asAt: asAt || null,
        override: reason.trim() === "" ? null : { reason },
      }),
    onSettled: () => refreshImports(queryClient),
  });

  const endings = useEndings(id, keepNow);

  return {
    choices,
    choose,
    /** Saves a choice and asks the server to read the files again with it. */
    lookAgain: (next: Choices) => {
      choose(next);
      look.mutate(next);
    },
    /** Saves a choice and makes a dry run with it. */
    tryWith: (next: Choices) => {
      choose(next);
      dryRun.mutate(next);
    },
    /** The newest version of each mapping that was saved from this page. */
    savedHere,
    /** Uses a mapping under the name under which this page has saved it. */
    saved: ({ name, version }: { name: string; version: number }) => {
      setSavedHere({ ...savedHere, [name]: version });
      choose({ ...(kept() ?? choices), mappingName: name });
    },
    look,
    load,
    dryRun,
    ...endings,
  };
}

/** The two ways in which an import ends. What was typed is kept before either. */
function useEndings(id: string, keepNow: () => Promise<void>) {
  const queryClient = useQueryClient();

  const publish = useMutation({
    mutationFn: async () => {
      await keepNow();
      return publishImport(id);
    },
    onSuccess: () => {
      queryClient.setQueryData(choicesQuery().queryKey, null);
      setCurrent(queryClient, () => null);
    },
    onSettled: () => refreshImports(queryClient),
  });

  const discard = useMutation({
    mutationFn: async () => {
      await keepNow();
      await discardImport(id);
    },
    onSuccess: () => setCurrent(queryClient, () => null),
    onSettled: () => refreshImports(queryClient),
  });

  return { publish, discard };
}
