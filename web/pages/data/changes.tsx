import { formatCount, formatMonth, formatPeriod, formatShortDate } from "../../../server/wording/format.ts";
import { Scroller } from "../../components/scroller.tsx";
import { figureWords } from "../../revisions/figure-words.ts";
import type { ImportChanges } from "../../types.ts";
import { latestChange } from "./latest-change.ts";

type Kpi = ImportChanges["kpis"][number];

/** Shows what publishing would change: rows, crimes, months, and each measure's latest months before and after. */
export function Changes({ changes }: { changes: ImportChanges }) {
  const { against, rows, crimes, months } = changes;
  return (
    <section className="panel" aria-labelledby="changes">
      <div className="panel__head">
        <div>
          <h2 id="changes">What would change</h2>
          <p className="small">
            {against
              ? `Against the snapshot that is served, as at ${formatShortDate(against.asAt)}`
              : "Nothing is served yet, so there is nothing to compare with"}
          </p>
        </div>
      </div>
      <Scroller label="Rows, crimes and months">
        <table>
          <caption className="visually-hidden">Rows, crimes and months, then and now</caption>
          <thead>
            <tr>
              <th scope="col">Whole</th>
              <th scope="col" className="number">
                Served
              </th>
              <th scope="col" className="number">
                This import
              </th>
              <th scope="col" className="number">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ role, before, after }) => (
              <Whole key={role} title={`Rows of ${role}`} before={before} after={after} />
            ))}
            <Whole title="Crimes" before={crimes.before} after={crimes.after} />
            <tr>
              <th scope="row">Months</th>
              <td className="number">
                {months.before ? formatPeriod(months.before.first, months.before.last) : "–"}
              </td>
              <td className="number">{formatPeriod(months.after.first, months.after.last)}</td>
              <td />
            </tr>
          </tbody>
        </table>
      </Scroller>
      <Scroller label="Measures, then and now">
        <table className="then-now">
          <caption>
            Each measure’s latest month, and how many of its last six months are not what they were
          </caption>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Month</th>
              <th scope="col" className="number">
                Served
              </th>
              <th scope="col" className="number">
                This import
              </th>
              <th scope="col">Of its last six months</th>
            </tr>
          </thead>
          <tbody>
            {changes.kpis.map((kpi) => (
              <Measure key={kpi.id} kpi={kpi} hasBefore={against !== null} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

function Whole({ title, before, after }: { title: string; before: number | null; after: number }) {
  const change = before === null ? null : after - before;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="number">{before === null ? "–" : formatCount(before)}</td>
      <td className="number">{formatCount(after)}</td>
      <td className="number">{change !== null && `${change > 0 ? "+" : ""}${formatCount(change)}`}</td>
    </tr>
  );
}

function Measure({ kpi, hasBefore }: { kpi: Kpi; hasBefore: boolean }) {
  const { shown, moved, added } = latestChange(kpi.points);
  if (kpi.reason !== null || !shown) {
    return (
      <tr>
        <th scope="row">{kpi.title}</th>
        <td colSpan={4}>Not available: {kpi.reason ?? "no month can be worked out"}</td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row" className="then-now__title">
        {kpi.title}
      </th>
      <td className="date">{formatMonth(shown.month)}</td>
      <td className="number">{figureWords(kpi.unit, shown.before)}</td>
      <td className="number">{figureWords(kpi.unit, shown.after)}</td>
      <td>
        {hasBefore ? (
          <details className="disclosure">
            <summary>{movedWords(moved.length, added.length)}</summary>
            <ul className="then-now__months">
              {kpi.points.toReversed().map((point) => (
                <li key={point.month}>
                  {formatMonth(point.month)}: {figureWords(kpi.unit, point.before)}, now{" "}
                  {figureWords(kpi.unit, point.after)}
                </li>
              ))}
            </ul>
          </details>
        ) : (
          "All new"
        )}
      </td>
    </tr>
  );
}

function movedWords(moved: number, added: number): string {
  const words = [moved > 0 ? `${moved} changed` : "", added > 0 ? `${added} new` : ""].filter(Boolean);
  return words.length === 0 ? "None changed" : words.join(", ");
}
