import { formatShortDate } from "../../../server/wording/format.ts";
import { markOf } from "../../../server/wording/marks.ts";
import { Scroller } from "../../components/scroller.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Kpi, Series } from "../../types.ts";
import { monthColumns, rowTitle } from "./month-columns.ts";

/** The chart's values as a table, the latest month first. */
export function MonthTable({ kpi, series }: { kpi: Kpi; series: Series }) {
  const snapshot = useSnapshot();
  const columns = monthColumns(kpi, series.points);
  return (
    <Scroller label={`${kpi.title}, table by month`}>
      <table>
        <caption>
          {kpi.title}, by {kpi.basis_title}; as at {formatShortDate(snapshot.asAt)}. The latest month comes
          first.
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" className={key === "state" ? undefined : "number"}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.points.toReversed().map((point) => (
            <tr key={point.month}>
              <th scope="row">{rowTitle(point)}</th>
              {columns.map(({ key, read, write }) => (
                <td key={key} className={key === "state" ? `words--${markOf(point, kpi.better)}` : "number"}>
                  {key === "state" ? (
                    write(point)
                  ) : (
                    <data value={String(read(point) ?? "")}>{write(point)}</data>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
