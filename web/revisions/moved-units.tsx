import { countOf, formatCount, formatMonth } from "../../server/wording/format.ts";
import { labelOf, referenceTitle } from "../../server/wording/words.ts";
import { Scroller } from "../components/scroller.tsx";
import { useSnapshot } from "../layout/snapshot.ts";
import type { Revisions } from "../types.ts";

type Listed = NonNullable<Revisions["crimes"]>;

/** Lists what moved between two snapshots and why, page by page, once it is opened. Readers who may not see lists are told so. */
export function MovedUnits(props: {
  reasons: Revisions["reasons"];
  of: Revisions["of"];
  crimes: Pick<Listed, "total" | "rows"> | null;
  hasMore: boolean;
  isReading: boolean;
  problem: string;
  onMore: () => void;
}) {
  const { reasons, of, crimes } = props;
  const snapshot = useSnapshot();
  if (!crimes)
    return <p className="small panel__note">The {of.many} themselves are shown to analysts only.</p>;
  return (
    <details
      className="disclosure"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && crimes.rows.length === 0 && props.hasMore) props.onMore();
      }}
    >
      <summary>
        The {of.many} that moved ({formatCount(crimes.total)})
      </summary>
      <p role="status" className="small">
        {crimes.rows.length < crimes.total
          ? `${formatCount(crimes.rows.length)} of ${countOf(crimes.total, of)} shown.`
          : `All ${countOf(crimes.total, of)} shown.`}
      </p>
      <Scroller label={`${of.many} that moved`}>
        <table>
          <caption className="visually-hidden">The {of.many} that moved, and why</caption>
          <thead>
            <tr>
              <th scope="col">{referenceTitle(of)}</th>
              <th scope="col">Month</th>
              <th scope="col">Why</th>
              {of.columns.map(({ name, title }) => (
                <th scope="col" key={name}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {crimes.rows.map((row) => (
              <tr key={`${row[of.key]} ${row.month}`}>
                <th scope="row" className="reference">
                  {row[of.key]}
                </th>
                <td className="date">{formatMonth(row.month)}</td>
                <td>{reasons[row.reason] ?? row.reason}</td>
                {of.columns.map(({ name }) => (
                  <td key={name}>{row[name] == null ? "–" : labelOf(snapshot, name, String(row[name]))}</td>
                ))}
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
