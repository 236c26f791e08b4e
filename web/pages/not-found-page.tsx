import { Link } from "@tanstack/react-router";
import { useTitle } from "../components/use-title.ts";
import { filtersOf } from "../search.ts";

/** Says that there is no such page or KPI, and links to the flight deck. */
export function NotFoundPage({ what = "There is no page at this address." }: { what?: string }) {
  useTitle("Not found");
  return (
    <>
      <h1 className="page-title">Not found</h1>
      <section className="notice">
        <p>{what} Check the link for a typing mistake.</p>
        <p>
          <Link to="/" search={filtersOf} className="button">
            Go to the flight deck
          </Link>
        </p>
      </section>
    </>
  );
}
