import { Link } from "@tanstack/react-router";
import { formatShortDate } from "../../server/wording/format.ts";
import { TickGlyph, WarningGlyph } from "../components/icons.tsx";
import { filtersOf } from "../search.ts";
import type { Snapshot } from "../types.ts";
import { pagesFor } from "./pages.ts";
import { useMay, useSession } from "./session.ts";
import { SignedIn } from "./signed-in.tsx";
import { untilRead, useChecks } from "./snapshot.ts";

/** The header. With `isEmpty`, before the first import, it links to little but the Data page. */
export function SiteHeader({ snapshot, isEmpty }: { snapshot: Snapshot | null; isEmpty: boolean }) {
  const session = useSession();
  const seesChecks = useMay("read-checks");
  const { marking, handling } = snapshot ?? untilRead;
  return (
    <header className="top">
      <div className="top__inner">
        <p className="brand">
          <span className="brand__product">NOM Flight Deck</span>
          {snapshot?.force && <span className="brand__force">{snapshot.force}</span>}
        </p>
        {(snapshot || isEmpty) && (
          <nav className="nav" aria-label="Main">
            {pagesFor(session).map(({ to, title }) => (
              <Link key={to} to={to} search={filtersOf} activeOptions={{ exact: true, includeSearch: false }}>
                {title}
              </Link>
            ))}
          </nav>
        )}
        <div className="status">
          {snapshot && (
            <p>
              As at <strong>{formatShortDate(snapshot.asAt)}</strong>
            </p>
          )}
          {snapshot && seesChecks && <QualityChip />}
          <SignedIn />
          <p className="marking">
            <strong>{marking}</strong> <span>{handling}</span>
          </p>
        </div>
      </div>
    </header>
  );
}

function QualityChip() {
  const { data } = useChecks();
  const found = data?.checks.filter(({ count }) => count > 0);
  const words =
    found === undefined
      ? ""
      : found.length === 0
        ? "no warnings"
        : found.length === 1
          ? "1 warning"
          : `${found.length} warnings`;
  return (
    <Link to="/data" search={filtersOf} className="chip">
      {found?.length === 0 ? <TickGlyph /> : <WarningGlyph />}
      <span>Data quality{words && `: ${words}`}</span>
    </Link>
  );
}
