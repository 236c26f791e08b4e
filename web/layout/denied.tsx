import { Link } from "@tanstack/react-router";
import { Notice } from "../components/states.tsx";
import { useTitle } from "../components/use-title.ts";
import { filtersOf } from "../search.ts";
import { type Page, pagesFor } from "./pages.ts";
import { useSession } from "./session.ts";

/** Replaces a page that the person may not see: says whom it is for, and links to a page that they may see. */
export function Denied({ page }: { page: Page }) {
  const session = useSession();
  const theirs = pagesFor(session);
  const way = theirs.find((one) => one.for) ?? theirs[0];
  useTitle(page.title);
  return (
    <>
      <h1 className="page-title">{page.title}</h1>
      <Notice title="Not for your role">
        <p>This page is for {page.readers}. Ask the administrator of the flight deck if you need it.</p>
        {way && (
          <Link to={way.to} search={filtersOf} className="button">
            Go to {way.title}
          </Link>
        )}
      </Notice>
    </>
  );
}
