import { formatNumber, formatShortDate, formatValue } from "../../../server/wording/format.ts";
import { labelOf, referenceTitle } from "../../../server/wording/words.ts";
import { Scroller } from "../../components/scroller.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Cases, Kpi, ListedRow, Snapshot } from "../../types.ts";
import type { Listed } from "./kpi-queries.ts";

type Column = Cases["of"]["columns"][number];

/** What stands behind a number, row by row, with the columns that its unit lists. */
export function CasesTable(props: { kpi: Kpi; of: Cases["of"]; rows: ListedRow[]; listed: Listed }) {
  const { kpi, of, rows, listed } = props;
  const snapshot = useSnapshot();
  const [first, ...others] = of.columns;
  const isOtherDate = kpi.basis !== "R";
  const last = lastColumn(kpi, listed);
  return (
    <Scroller label={`List of ${of.many}`}>
      <table>
        <caption className="visually-hidden">
          The {of.many} behind the number, in the order of their date
        </caption>
        <thead>
          <tr>
            <th scope="col">{referenceTitle(of)}</th>
            {first && <th scope="col">{first.title}</th>}
            {isOtherDate && <th scope="col">Counted on</th>}
            {others.map(({ column, title }) => (
              <th scope="col" key={column}>
                {title}
              </th>
            ))}
            {last && (
              <th scope="col" className={kpi.unit === "days" ? "number" : undefined}>
                {last.title}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row[of.key]} ${row.counted_on}`}>
              <th scope="row" className="reference">
                {row[of.key]}
              </th>
              {first && <Cell column={first} row={row} snapshot={snapshot} />}
              {isOtherDate && <td className="date">{formatShortDate(row.counted_on)}</td>}
              {others.map((column) => (
                <Cell key={column.column} column={column} row={row} snapshot={snapshot} />
              ))}
              {last && <td className={kpi.unit === "days" ? "number" : undefined}>{last.write(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Cell({ column, row, snapshot }: { column: Column; row: ListedRow; snapshot: Snapshot }) {
  const value = row[column.column] ?? null;
  if (value === null) return <td>{column.blank ?? "–"}</td>;
  if (column.kind === "date") return <td className="date">{formatShortDate(String(value))}</td>;
  if (column.kind === "number") return <td className="number">{formatNumber("days", Number(value))}</td>;
  const title = labelOf(snapshot, column.labels ?? column.column, String(value));
  return <td>{column.labels ? `${value}: ${title}` : title}</td>;
}

/** What each adds to the KPI: its days, or whether it is in the numerator. */
function lastColumn(
  kpi: Kpi,
  { counted }: Listed,
): { title: string; write: (row: ListedRow) => string } | null {
  if (kpi.unit === "days") return { title: "Days", write: ({ value }) => formatValue("days", value) };
  if (counted === "denominator") {
    return {
      title: "In the numerator",
      write: ({ value }) => (value === null ? "Undated" : value === 1 ? "Yes" : "No"),
    };
  }
  return null;
}
