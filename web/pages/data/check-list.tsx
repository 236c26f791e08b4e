import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatCount } from "../../../server/wording/format.ts";
import { CrossGlyph, TickGlyph, WarningGlyph } from "../../components/icons.tsx";
import { kpisQuery } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Checks } from "../../types.ts";

type Check = Checks["checks"][number];

/** What the checks found: errors, then warnings, then what passed. */
export function CheckList({ checks }: { checks: Check[] }) {
  const groups = [
    {
      title: "Errors: rows rejected",
      checks: checks.filter(({ severity, count }) => severity === "error" && count > 0),
    },
    {
      title: "Warnings: rows kept, please look",
      checks: checks.filter(({ severity, count }) => severity === "warning" && count > 0),
    },
    { title: "Passed", checks: checks.filter(({ count }) => count === 0) },
  ];
  if (checks.length === 0) return <p>No check had anything to report.</p>;
  return groups.map(
    (group) =>
      group.checks.length > 0 && (
        <div key={group.title} className="checks">
          <h3>{group.title}</h3>
          <ul>
            {group.checks.map((check) => (
              <Item key={check.check} check={check} />
            ))}
          </ul>
        </div>
      ),
  );
}

function Item({ check }: { check: Check }) {
  return (
    <li className="check">
      <span className={check.count === 0 ? "check__mark check__mark--passed" : "check__mark"}>
        {check.count === 0 ? <TickGlyph /> : check.severity === "error" ? <CrossGlyph /> : <WarningGlyph />}
      </span>
      <b className="check__count">{formatCount(check.count)}</b>
      <div>
        <p>{check.message}</p>
        {check.count > 0 && <AffectedKpis ids={check.kpis} />}
        {check.examples.length > 0 && (
          <details className="disclosure">
            <summary>Examples</summary>
            <ul className="check__examples">
              {check.examples.map((example) => (
                <li key={example}>{example}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}

function AffectedKpis({ ids }: { ids: string[] }) {
  const { data } = useQuery(kpisQuery());
  const kpis = data?.kpis.filter(({ id }) => ids.includes(id)) ?? [];
  if (kpis.length === 0) return null;
  return (
    <p className="small">
      Affects{" "}
      {kpis.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <Link to="/kpi/$id" params={{ id }} search={filtersOf}>
            {title}
          </Link>
        </span>
      ))}
    </p>
  );
}
