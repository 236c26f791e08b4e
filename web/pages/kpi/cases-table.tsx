import { formatShortDate, formatValue } from "../../../server/wording/format.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { Scroller } from "../../components/scroller.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { CaseRow, Kpi } from "../../types.ts";
import type { Listed } from "./kpi-queries.ts";

export function CasesTable({ kpi, rows, listed }: { kpi: Kpi; rows: CaseRow[]; listed: Listed }) {
  const snapshot = useSnapshot();
  const isOtherDate = kpi.basis !== "R";
  const last = lastColumn(kpi, listed);
  return (
    <Scroller label="List of crimes">
      <table>
        <caption className="visually-hidden">
          The crimes behind the number, in the order of their date
        </caption>
        <thead>
          <tr>
            <th scope="col">Crime reference</th>
            <th scope="col">Recorded</th>
            {isOtherDate && <th scope="col">Counted on</th>}
            <th scope="col">Offence</th>
            <th scope="col">District</th>
            <th scope="col">Team</th>
            <th scope="col">Outcome</th>
            {last && (
              <th scope="col" className={kpi.unit === "days" ? "number" : undefined}>
                {last.title}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.crime_ref} ${row.counted_on}`}>
              <th scope="row" className="reference">
                {row.crime_ref}
              </th>
              <td className="date">{formatShortDate(row.recorded_on)}</td>
              {isOtherDate && <td className="date">{formatShortDate(row.counted_on)}</td>}
              <td>{labelOf(snapshot, "offence", row.offence)}</td>
              <td>{labelOf(snapshot, "district", row.district)}</td>
              <td>{labelOf(snapshot, "team", row.team)}</td>
              <td>
                {row.outcome_code === null
                  ? "Open"
                  : `${row.outcome_code}: ${labelOf(snapshot, "outcome", row.outcome_code)}`}
              </td>
              {last && <td className={kpi.unit === "days" ? "number" : undefined}>{last.write(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** What the KPI says of each crime: its days, or whether it is in the numerator. */
function lastColumn(
  kpi: Kpi,
  { counted }: Listed,
): { title: string; write: (row: CaseRow) => string } | null {
  if (kpi.unit === "days") return { title: "Days", write: ({ value }) => formatValue("days", value) };
  if (counted === "denominator") {
    return {
      title: "In the numerator",
      write: ({ value }) => (value === null ? "Undated" : value === 1 ? "Yes" : "No"),
    };
  }
  return null;
}
