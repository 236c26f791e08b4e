import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { discardImport, publishImport, recogniseFiles, tryImport } from "../../api/imports.ts";
import type { CurrentImport, ImportResult } from "../../types.ts";
import { type Choices, newChoices } from "./choices.ts";
import { choicesQuery } from "./import-queries.ts";
import { refreshImports, setCurrent } from "./use-import-watch.ts";

type Published = NonNullable<ImportResult["snapshot"]>;

export type ImportWork = ReturnType<typeof useImport>;

/** The choices for the current import and the actions on it. The server does one thing at a time, so reading the files again and dry
 * runs wait for each other. */
export function useImport(current: CurrentImport, onPublished: (snapshot: Published) => void) {
  const queryClient = useQueryClient();
  const { id } = current;
  const { choices, kept, choose } = useChoices(queryClient, current);
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

  const publish = useMutation({
    mutationFn: () => publishImport(id),
    onSuccess: ({ snapshot }) => {
      if (snapshot) onPublished(snapshot);
      queryClient.setQueryData(choicesQuery().queryKey, null);
      setCurrent(queryClient, () => null);
    },
    onSettled: () => refreshImports(queryClient),
  });

  const discard = useMutation({
    mutationFn: () => discardImport(id),
    onSuccess: () => setCurrent(queryClient, () => null),
    onSettled: () => refreshImports(queryClient),
  });

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
    look,
    load,
    dryRun,
    publish,
    discard,
  };
}

/** The choices made for an import; `kept` gives those that another page of this visit may have made since. */
function useChoices(queryClient: QueryClient, { id, mapping, mappingName }: CurrentImport) {
  const { queryKey } = choicesQuery();
  const [choices, setChoices] = useState(() => kept() ?? newChoices(id, mapping, mappingName));

  function kept(): Choices | null {
    const before = queryClient.getQueryData(queryKey);
    return before?.importId === id ? before : null;
  }

  function choose(next: Choices): void {
    setChoices(next);
    queryClient.setQueryData(queryKey, next);
  }

  return { choices, kept, choose };
}
