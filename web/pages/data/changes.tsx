import { useState } from "react";
import { formatCount, formatMonth, formatPeriod, formatShortDate } from "../../../server/wording/format.ts";
import { figureWords } from "../../revisions/figure-words.ts";
import type { ImportChanges } from "../../types.ts";
import { isLost } from "./breaks.ts";
import { isSmall, orderedChanges, whyChanged } from "./change-words.ts";
import { counted } from "./import-words.ts";

type Kpi = ImportChanges["kpis"][number];

/** Shows what publishing would change, the biggest change first: each measure as served, the same month again from the new files, and
 * the newest month; then rows, crimes and months. */
export function Changes({ changes }: { changes: ImportChanges }) {
  const { against } = changes;
  const [isAll, setAll] = useState(false);
  const kpis = orderedChanges(changes.kpis);
  const small = against === null ? [] : kpis.filter(isSmall);
  const shown = isAll ? kpis : kpis.filter((kpi) => !small.includes(kpi));
  return (
    <section className="panel" aria-labelledby="changes">
      <div className="panel__head">
        <div>
          <h2 id="changes">What would change</h2>
          <p className="small">
            {against
              ? `Biggest change first. The latest whole month as served (as at ${formatShortDate(against.asAt)}), the same month from the new files, and the newest month.`
              : "No figures of a force are served yet, so there is nothing to compare with."}
          </p>
        </div>
      </div>
      {shown.length > 0 && <Measures kpis={shown} hasServed={against !== null} />}
      {small.length > 0 && (
        <p className="small panel__note">
          {counted(small.length, shown.length > 0 ? "more measure" : "measure")}{" "}
          {small.length === 1 ? "moves" : "move"} by less than 1 point, 2 crimes or 2 days.{" "}
          <button type="button" className="link-button" onClick={() => setAll(!isAll)}>
            {isAll ? "Show the others only" : `Show all ${kpis.length}`}
          </button>
        </p>
      )}
      <Wholes changes={changes} />
    </section>
  );
}

function Measures({ kpis, hasServed }: { kpis: Kpi[]; hasServed: boolean }) {
  return (
    <table className="stack then-now">
      <caption className="visually-hidden">Measures, as served and from the new files</caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          {hasServed && (
            <>
              <th scope="col" className="number">
                As served
              </th>
              <th scope="col" className="number">
                Same month again
              </th>
            </>
          )}
          <th scope="col" className="number">
            Newest month
          </th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {kpis.map((kpi) => (
          <Measure key={kpi.id} kpi={kpi} hasServed={hasServed} />
        ))}
      </tbody>
    </table>
  );
}

function Measure({ kpi, hasServed }: { kpi: Kpi; hasServed: boolean }) {
  const { title, served, again, newest } = kpi;
  const gone = isLost(kpi);
  const none = <b className={gone ? "words--concern" : undefined}>no figure</b>;
  return (
    <tr className={gone ? "then-now__lost" : undefined}>
      <th scope="row" className="then-now__title">
        {title}
      </th>
      {hasServed && (
        <>
          <td className="number" data-label="As served">
            {served ? figureWords(kpi, served) : "–"}
            {served && <Month month={served.month} />}
          </td>
          <td className="number" data-label="Again">
            {again ? figureWords(kpi, again) : served ? none : "–"}
          </td>
        </>
      )}
      <td className="number" data-label="Newest">
        {newest ? figureWords(kpi, newest) : none}
        {newest && <Month month={newest.month} />}
      </td>
      <td>{whyChanged(kpi)}</td>
    </tr>
  );
}

function Month({ month }: { month: string }) {
  return <span className="then-now__month">{formatMonth(month)}</span>;
}

function Wholes({ changes: { rows, crimes, months } }: { changes: ImportChanges }) {
  return (
    <table className="then-now wholes">
      <caption className="visually-hidden">Rows, crimes and months, then and now</caption>
      <thead>
        <tr>
          <th scope="col">Whole</th>
          <th scope="col" className="number">
            Served
          </th>
          <th scope="col" className="number">
            New files
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
