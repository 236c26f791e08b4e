import { countOf, formatCount, formatMonth } from "../../server/wording/format.ts";
import { Scroller } from "../components/scroller.tsx";
import type { Revisions } from "../types.ts";

type Listed = NonNullable<Revisions["crimes"]>;

/** The crimes that moved between two snapshots and why, page by page; for those who may see no lists, that it is so. */
export function MovedCrimes(props: {
  reasons: Revisions["reasons"];
  crimes: Pick<Listed, "total" | "rows"> | null;
  hasMore: boolean;
  isReading: boolean;
  problem: string;
  onMore: () => void;
}) {
  const { reasons, crimes } = props;
  if (!crimes) return <p className="small panel__note">The crimes themselves are shown to analysts only.</p>;
  return (
    <details className="disclosure">
      <summary>The crimes that moved ({formatCount(crimes.total)})</summary>
      <p role="status" className="small">
        {crimes.rows.length < crimes.total
          ? `${formatCount(crimes.rows.length)} of ${countOf(crimes.total)} shown.`
          : `All ${countOf(crimes.total)} shown.`}
      </p>
      <Scroller label="Crimes that moved">
        <table>
          <caption className="visually-hidden">The crimes that moved, and why</caption>
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
      {props.problem && <p role="alert">The next page could not be read: {props.problem}</p>}
      {props.hasMore && (
        <button type="button" className="button" disabled={props.isReading} onClick={props.onMore}>
          {props.isReading ? "Reading…" : "Show more"}
        </button>
      )}
    </details>
  );
}
