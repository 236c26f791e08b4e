import { Link } from "@tanstack/react-router";
import { formatShortDate } from "../../../server/wording/format.ts";
import { filtersOf } from "../../search.ts";
import type { Definitions, Kpi } from "../../types.ts";

/** Lists the changes of definitions, newest first: of all definitions, then of each KPI. */
export function ChangeLog({ changes, kpis }: { changes: Definitions["changes"]; kpis: Kpi[] }) {
  const ofKpis = kpis
    .flatMap((kpi) => kpi.changelog.map(({ date, change }) => ({ kpi, date, change })))
    .toSorted((a, b) => b.date.localeCompare(a.date));
  return (
    <section aria-labelledby="change-log">
      <h2 className="section-title" id="change-log">
        Change log
      </h2>
      <div className="panel change-log">
        {changes.map(({ title, text }) => (
          <div key={title}>
            <h3>{title}</h3>
            {text.split("\n\n").map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        ))}
        <details className="disclosure">
          <summary>Changes KPI by KPI</summary>
          <ul className="definition__changes">
            {ofKpis.map(({ kpi, date, change }) => (
              <li key={`${kpi.id} ${date} ${change}`}>
                <b>{formatShortDate(date)}</b>{" "}
                <Link to="/kpi/$id" params={{ id: kpi.id }} search={filtersOf}>
                  {kpi.title}
                </Link>
                : {change}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </section>
  );
}
