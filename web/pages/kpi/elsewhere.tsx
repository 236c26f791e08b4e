import { Link } from "@tanstack/react-router";
import { filtersOf } from "../../search.ts";
import type { Kpi } from "../../types.ts";

/** What a chief officer asks next and this page does not answer: where it stands, or which column it would need. */
export function Elsewhere({ kpi }: { kpi: Kpi }) {
  return (
    <section className="panel kpi-checks" aria-labelledby="elsewhere">
      <h2 id="elsewhere">Asked next</h2>
      <ul>
        <li>
          <span>
            <b>What did we say we would do?</b> Commentary and actions, carried from pack to pack, stand in{" "}
            <Link to="/packs" search={filtersOf}>
              Packs
            </Link>
            .
          </span>
        </li>
        {kpi.family === "time-to-charge" && (
          <li>
            <span>
              <b>Us or the CPS?</b> Not known: the files hold no dates of CPS decisions, so police days and
              CPS days cannot be told apart.
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}
