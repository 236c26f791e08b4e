import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { isApiProblem } from "../api/client.ts";
import { InfoGlyph, WarningGlyph } from "../components/icons.tsx";
import { Failure, NoData, Notice, Skeleton } from "../components/states.tsx";
import type { Snapshot } from "../types.ts";
import { Denied } from "./denied.tsx";
import { deniedAt } from "./pages.ts";
import { sessionQuery } from "./session.ts";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";
import { SnapshotContext, snapshotQuery } from "./snapshot.ts";

/** The code of the answer if snapshots are kept and none can be used. */
const unusable = "snapshots-unusable";

/** The frame of every page: header, notices, the one `main`, footer. */
export function RootLayout() {
  const { data: snapshot = null, error, refetch } = useQuery(snapshotQuery());
  const { data: session = null, isFetched: isAsked } = useQuery(sessionQuery());
  useFocusOnNavigation();
  useFreshFigures(snapshot);
  const isEmpty = !snapshot && isApiProblem(error) && ["no-data", unusable].includes(error.code);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const pathBefore = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname ?? path });
  const denied = deniedAt(path, session) ?? deniedAt(pathBefore, session);
  const isBeginning = path === "/data" && isEmpty;

  if (!isAsked || (!snapshot && !error)) return <Loading />;
  return (
    <>
      <a className="skip" href="#main">
        Skip to main content
      </a>
      <SiteHeader snapshot={snapshot} isEmpty={isEmpty} />
      {snapshot?.synthetic && <SyntheticNotice />}
      {snapshot?.notice && <Warning>{snapshot.notice}</Warning>}
      {snapshot && error && (
        <Warning>
          <strong>The server does not answer.</strong> You see the figures that were read before, until it
          answers again.
        </Warning>
      )}
      <main id="main" className="page" tabIndex={-1}>
        {snapshot || isBeginning ? (
          <SnapshotContext value={snapshot}>{denied ? <Denied page={denied} /> : <Outlet />}</SnapshotContext>
        ) : (
          error && <NoSnapshot error={error} onRetry={() => void refetch()} />
        )}
      </main>
      <SiteFooter snapshot={snapshot} />
    </>
  );
}

/** Keeps the place of the page until session and snapshot are read, so that nothing jumps and no request is refused. */
function Loading() {
  return (
    <>
      <header className="top">
        <div className="top__inner">
          <p className="brand">
            <span className="brand__product">NOM Flight Deck</span>
          </p>
        </div>
      </header>
      <main className="page">
        <h1 className="visually-hidden">NOM Flight Deck</h1>
        <Skeleton shape="page" label="Reading the figures" />
      </main>
    </>
  );
}

function NoSnapshot({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <>
      <h1 className="page-title">NOM Flight Deck</h1>
      {isApiProblem(error) && error.code === "no-data" ? (
        <NoData />
      ) : isApiProblem(error) && error.code === unusable ? (
        <Notice title="The files must be imported again">
          <p>{error.message}</p>
          <Link to="/data" className="button">
            Load the files on the Data page
          </Link>
        </Notice>
      ) : isApiProblem(error) && error.code === "forbidden" ? (
        <Notice title="You have no role yet">
          <p>
            You are signed in, but you have no role on the flight deck. Ask its administrator for one, then
            sign out and in again.
          </p>
        </Notice>
      ) : (
        <Failure error={error} what="The figures" onRetry={onRetry} />
      )}
    </>
  );
}

function SyntheticNotice() {
  return (
    <aside className="strip" aria-label="About these data">
      <p>
        <InfoGlyph />
        <strong>Synthetic data: invented, no real people.</strong>
      </p>
    </aside>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <div className="strip strip--warning" role="status">
      <p>
        <WarningGlyph />
        <span>{children}</span>
      </p>
    </div>
  );
}

/** Moves the focus to the top of a new page, for keyboards and screen readers. */
function useFocusOnNavigation(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current && path !== before.current)
      document.getElementById("main")?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
}

/** Reads every figure on the page again when a new snapshot is served, so that no page mixes two. */
function useFreshFigures(snapshot: Snapshot | null): void {
  const queryClient = useQueryClient();
  const before = useRef<string | null>(null);
  const id = snapshot?.id ?? null;
  useEffect(() => {
    if (before.current && id && id !== before.current) {
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "snapshot" });
    }
    before.current = id ?? before.current;
  }, [id, queryClient]);
}
