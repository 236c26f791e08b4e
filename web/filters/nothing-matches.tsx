import { Link } from "@tanstack/react-router";
import { Notice } from "../components/states.tsx";
import { useSnapshot } from "../layout/snapshot.ts";
import { widestScope } from "./units.ts";

/** Says that no crime matches the filters. */
export function NothingMatches() {
  const widest = widestScope(useSnapshot());
  return (
    <Notice title="No crimes match these filters">
      <p>
        This is not a zero: there are no crimes to count. Remove a filter, or start again.
        {widest &&
          ` Crimes whose offence is not in the offence map count only in the scope “${widest.title}”.`}
      </p>
      <p className="notice__ways">
        <Link to="." search={{}} className="button">
          Clear all filters
        </Link>
        {widest && (
          <Link to="." search={{ scope: widest.id }} className="button">
            {widest.title}
          </Link>
        )}
      </p>
    </Notice>
  );
}
