import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount, formatMoment, formatMonth, formatShortDate } from "../../../server/wording/format.ts";
import { Scroller } from "../../components/scroller.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import { kpisQuery } from "../../layout/snapshot.ts";
import type { KeptSnapshot, Kpi, Revisions } from "../../types.ts";
import { figureWords } from "./figure-words.ts";
import { revisionsQuery } from "./import-queries.ts";

type Month = Revisions["months"][number];

/** A measure in a snapshot that is kept and in the one that is served: month by month, and the crimes that moved, with why. */
export function Compare({ snapshots }: { snapshots: KeptSnapshot[] }) {
  const { data } = useQuery(kpisQuery());
  const others = snapshots.filter(({ served, damaged }) => !served && !damaged);
  const kpis = data?.kpis.filter(({ available }) => available) ?? [];
  const [against, setAgainst] = useState("");
  const [id, setId] = useState("");
  const kpi = kpis.find((each) => each.id === id);
  if (others.length === 0) return null;
  return (
    <section className="panel compare" aria-labelledby="compare">
      <div className="panel__head">
        <div>
          <h2 id="compare">Compare with what is served</h2>
          <p className="small">Why a figure is not what it was in an earlier snapshot, crime by crime.</p>
        </div>
        <div className="panel__tools">
          <label className="field field--inline">
            <span>Then</span>
            <select value={against} onChange={(event) => setAgainst(event.target.value)}>
              <option value="">Choose a snapshot…</option>
              {others.map((snapshot) => (
                <option key={snapshot.id} value={snapshot.id}>
                  {formatShortDate(snapshot.asAt)}, imported {formatMoment(snapshot.importedAt)}
                </option>
              ))}
            </select>
          </label>
          <label className="field field--inline">
            <span>Measure</span>
            <select value={id} onChange={(event) => setId(event.target.value)}>
              <option value="">Choose a measure…</option>
              {kpis.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.title}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      {kpi && against && <Compared kpi={kpi} against={against} />}
    </section>
  );
}

function Compared({ kpi, against }: { kpi: Kpi; against: string }) {
  const { data, error, refetch } = useQuery(revisionsQuery(kpi.id, against));
  if (error) return <Failure error={error} what="The comparison" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="list" label="Comparing" />;
  const moved = data.months.filter(({ moves }) => moves.length > 0).toReversed();
  if (moved.length === 0) {
    return <p>No crime counts otherwise in any month up to {formatShortDate(data.against.as_at)}.</p>;
  }
  return (
    <>
      <Scroller label="Months, then and now">
        <table>
          <caption>
            {kpi.title}: {moved.length} of {data.months.length} months have crimes that count otherwise
          </caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col" className="number">
                Then
              </th>
              <th scope="col" className="number">
                Now
              </th>
              <th scope="col">What moved</th>
            </tr>
          </thead>
          <tbody>
            {moved.map((month) => (
              <tr key={month.month}>
                <th scope="row">{formatMonth(month.month)}</th>
                <td className="number">{figureWords(kpi.unit, month.before)}</td>
                <td className="number">{figureWords(kpi.unit, month.after)}</td>
                <td>{movesWords(month, data.reasons)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <Crimes crimes={data.crimes} reasons={data.reasons} />
    </>
  );
}

function Crimes({ crimes, reasons }: Pick<Revisions, "crimes" | "reasons">) {
  if (!crimes) return <p className="small panel__note">The crimes themselves are shown to analysts only.</p>;
  return (
    <details className="disclosure">
      <summary>The crimes that moved ({formatCount(crimes.total)})</summary>
      <Scroller label="Crimes that moved">
        <table>
          <caption>
            {crimes.next
              ? `The first ${formatCount(crimes.rows.length)} of ${formatCount(crimes.total)}`
              : "All"}
          </caption>
          <thead>
            <tr>
              <th scope="col">Crime reference</th>
              <th scope="col">Month</th>
              <th scope="col">Why</th>
              <th scope="col">Outcome then</th>
              <th scope="col">Outcome now</th>
            </tr>
          </thead>
          <tbody>
            {crimes.rows.map((row) => (
              <tr key={`${row.crime_ref} ${row.month}`}>
                <th scope="row" className="reference">
                  {row.crime_ref}
                </th>
                <td className="date">{formatMonth(row.month)}</td>
                <td>{reasons[row.reason] ?? row.reason}</td>
                <td>{row.outcome_before ?? "–"}</td>
                <td>{row.outcome_after ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </details>
  );
}

function movesWords({ moves }: Month, reasons: Revisions["reasons"]): string {
  return moves.map(({ reason, crimes }) => `${formatCount(crimes)} ${reasons[reason] ?? reason}`).join("; ");
}
