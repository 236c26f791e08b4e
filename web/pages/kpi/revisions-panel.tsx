import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  formatCounts,
  formatMonth,
  formatShortDate,
  formatValue,
  signedNumber,
} from "../../../server/wording/format.ts";
import { Scroller } from "../../components/scroller.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { KeptSnapshot, Kpi, Revisions } from "../../types.ts";
import { keptSnapshotsQuery, revisionsQuery } from "./kpi-queries.ts";

/** Why a month differs from what was said of it before, reason by reason, to the crime. */
export function RevisionsPanel({ kpi }: { kpi: Kpi }) {
  const { id } = useSnapshot();
  const { data } = useQuery(keptSnapshotsQuery());
  const earlier = data?.snapshots.filter((one) => one.id !== id && !one.damaged) ?? [];
  const [first] = earlier;
  if (!first) return null;
  return <Compared kpi={kpi} earlier={earlier} latest={first} />;
}

function Compared({ kpi, earlier, latest }: { kpi: Kpi; earlier: KeptSnapshot[]; latest: KeptSnapshot }) {
  const { filters } = useFilters();
  const [against, setAgainst] = useState(latest.id);
  const { data, error, refetch } = useQuery(revisionsQuery(kpi.id, filters, against));
  return (
    <section className="panel" id="revisions" aria-labelledby="revisions-title">
      <div className="panel__head">
        <div>
          <h2 id="revisions-title">Why is this different from what was said before?</h2>
          <p className="small">
            Each month as it was in an earlier snapshot and as it is now, with what moved.
          </p>
        </div>
        <div className="panel__tools">
          <label className="field field--inline">
            <span>Against</span>
            <select value={against} onChange={(event) => setAgainst(event.target.value)}>
              {earlier.map(({ id, asAt }) => (
                <option key={id} value={id}>
                  Snapshot as at {formatShortDate(asAt)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      {error ? (
        <Failure error={error} what="The revisions" onRetry={() => void refetch()} />
      ) : data ? (
        <Moves kpi={kpi} revisions={data} />
      ) : (
        <Skeleton shape="list" label="Reading the revisions" />
      )}
    </section>
  );
}

function Moves({ kpi, revisions }: { kpi: Kpi; revisions: Revisions }) {
  const months = revisions.months
    .filter(({ before, moves }) => before !== null && moves.length > 0)
    .toReversed();
  if (months.length === 0) return <p>No month has moved since then.</p>;
  return (
    <Scroller label="Revisions, table">
      <table>
        <caption>
          {kpi.title}: {months.length === 1 ? "1 month has" : `${months.length} months have`} moved since the
          snapshot as at {formatShortDate(revisions.against.as_at)}.
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Then</th>
            <th scope="col">Now</th>
            <th scope="col">What moved</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, before, after, moves }) => (
            <tr key={month}>
              <th scope="row">{formatMonth(month)}</th>
              <td>{figureWords(kpi, before)}</td>
              <td>{figureWords(kpi, after)}</td>
              <td>
                {moves.map((move) => (
                  <span key={move.reason} className="moves__one">
                    {moveWords(move, revisions.reasons[move.reason] ?? move.reason)}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function figureWords(kpi: Kpi, figure: Revisions["months"][number]["after"]): string {
  if (!figure) return "–";
  const counts = kpi.unit === "crimes" ? "" : formatCounts(figure.numerator, figure.denominator);
  return [formatValue(kpi.unit, figure.value), counts].filter(Boolean).join(", ");
}

/** “outcome changed: 2 crimes, n −2, N 0”. */
function moveWords(
  { crimes, numerator, denominator }: Revisions["months"][number]["moves"][number],
  reason: string,
): string {
  const parts = [
    numerator === null ? "" : `n ${signedNumber("crimes", numerator)}`,
    denominator === null ? "" : `N ${signedNumber("crimes", denominator)}`,
  ].filter(Boolean);
  return `${reason}: ${crimes === 1 ? "1 crime" : `${crimes} crimes`}${parts.length > 0 ? `, ${parts.join(", ")}` : ""}`;
}
