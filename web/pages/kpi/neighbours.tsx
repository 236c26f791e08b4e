import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { inOrder } from "../../../server/wording/order.ts";
import { filtersOf } from "../../search.ts";
import type { Kpi } from "../../types.ts";

/** Links to the KPI before and after in the order of the flight deck, also by Alt + Page Up and Page Down. A shortcut without a
 * modifier key would disturb typing, speech input and the single keys of screen readers. */
export function Neighbours({ kpi, kpis }: { kpi: Kpi; kpis: Kpi[] }) {
  const ordered = inOrder(kpis, (one) => one);
  const place = ordered.indexOf(kpi);
  const before = ordered[place - 1];
  const after = ordered[place + 1];
  useShortcuts(before?.id, after?.id);
  return (
    <nav className="neighbours" aria-label="Other KPIs">
      {before && (
        <Link
          to="/kpi/$id"
          params={{ id: before.id }}
          search={filtersOf}
          rel="prev"
          aria-keyshortcuts="Alt+PageUp"
          title="Alt + Page Up"
        >
          <span>
            Previous<kbd>Alt + PgUp</kbd>
          </span>{" "}
          {before.title}
        </Link>
      )}
      {after && (
        <Link
          to="/kpi/$id"
          params={{ id: after.id }}
          search={filtersOf}
          rel="next"
          aria-keyshortcuts="Alt+PageDown"
          title="Alt + Page Down"
        >
          <span>
            Next<kbd>Alt + PgDn</kbd>
          </span>{" "}
          {after.title}
        </Link>
      )}
    </nav>
  );
}

function useShortcuts(before: string | undefined, after: string | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const id = event.key === "PageUp" ? before : event.key === "PageDown" ? after : undefined;
      if (!id) return;
      event.preventDefault();
      void navigate({ to: "/kpi/$id", params: { id }, search: filtersOf });
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [before, after, navigate]);
}
