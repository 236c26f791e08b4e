import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { keepChoices } from "../../api/imports.ts";
import type { CurrentImport } from "../../types.ts";
import { type Choices, choicesOf } from "./choices.ts";
import { choicesQuery } from "./import-queries.ts";

/** The choices made for an import, kept by the server half a second after each, at the latest as the page is left; `kept` gives those
 * that another page of this visit may have made since. */
export function useChoices(current: CurrentImport) {
  const queryClient = useQueryClient();
  const { id } = current;
  const { queryKey } = choicesQuery();
  const [choices, setChoices] = useState(() => kept() ?? choicesOf(current, ownTab()));
  const unkept = useRef<{ choices: Choices; timer: number } | null>(null);

  function kept(): Choices | null {
    const before = queryClient.getQueryData(queryKey);
    return before?.importId === id ? before : null;
  }

  function choose(next: Choices): void {
    setChoices(next);
    queryClient.setQueryData(queryKey, next);
    window.clearTimeout(unkept.current?.timer);
    unkept.current = { choices: next, timer: window.setTimeout(() => void keepNow(), 500) };
  }

  async function keepNow(): Promise<void> {
    if (unkept.current === null) return;
    const { choices, timer } = unkept.current;
    const { importId, ...given } = choices;
    window.clearTimeout(timer);
    unkept.current = null;
    // What is not kept is still in this tab, and the next choice is kept with it.
    await keepChoices(importId, { tab: ownTab(), ...given }).catch(() => undefined);
  }

  const leave = useEffectEvent(() => void keepNow());
  useEffect(() => {
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  return { choices, kept, choose, keepNow };
}

/** The name of this tab, the same after a reload. It is all that the browser keeps. */
function ownTab(): string {
  const key = "flight-deck-tab";
  const name = sessionStorage.getItem(key) ?? String(Math.random()).slice(2);
  sessionStorage.setItem(key, name);
  return name;
}
