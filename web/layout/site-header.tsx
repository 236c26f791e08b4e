import { Link, type LinkProps } from "@tanstack/react-router";
import { formatShortDate } from "../../server/wording/format.ts";
import { TickGlyph, WarningGlyph } from "../components/icons.tsx";
import { filtersOf } from "../search.ts";
import type { Snapshot } from "../types.ts";
import { type Role, useMay, useSession } from "./session.ts";
import { SignedIn } from "./signed-in.tsx";
import { markingUntilRead } from "./site-footer.tsx";
import { useChecks } from "./snapshot.ts";

const figures: Role[] = ["viewer", "officer", "analyst"];

const pages = [
  { to: "/", title: "Flight deck", for: figures },
  { to: "/attrition", title: "Attrition", for: figures },
  { to: "/packs", title: "Packs", for: figures },
  { to: "/definitions", title: "Definitions", for: null },
  { to: "/data", title: "Data", for: ["analyst", "importer"] },
  { to: "/settings", title: "Settings", for: ["admin"] },
  { to: "/audit", title: "Access log", for: ["auditor"] },
] satisfies { to: LinkProps["to"]; title: string; for: Role[] | null }[];

/** The menu until it is known who asks: that of the local mode, so that nothing moves there. */
const rolesUntilKnown: Role[] = ["analyst", "importer", "admin"];

/** `isEmpty`: nothing is imported yet, so that there is a way to the Data page and little else. */
export function SiteHeader({ snapshot, isEmpty }: { snapshot: Snapshot | null; isEmpty: boolean }) {
  const session = useSession();
  const seesChecks = useMay("analyst", "importer");
  const roles = session?.person?.roles ?? rolesUntilKnown;
  const shown = pages.filter((page) => !page.for || page.for.some((role) => roles.includes(role)));
  return (
    <header className="top">
      <div className="top__inner">
        <p className="brand">
          <span className="brand__product">NOM Flight Deck</span>
          {snapshot?.force && <span className="brand__force">{snapshot.force}</span>}
        </p>
        {(snapshot || isEmpty) && (
          <nav className="nav" aria-label="Main">
            {shown.map(({ to, title }) => (
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
            <strong>{snapshot?.marking ?? markingUntilRead}</strong> <span>Not for onward release</span>
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
