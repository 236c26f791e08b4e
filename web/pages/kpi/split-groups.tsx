import { domainOf } from "../../../server/charts/scale.ts";
import { formatCounts, formatMonth, formatValue } from "../../../server/wording/format.ts";
import { latestJudged } from "../../../server/wording/marks.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { Sparkline, sparklineLabel } from "../../charts/sparkline.tsx";
import { Scroller } from "../../components/scroller.tsx";
import type { Dimension, Kpi, Snapshot } from "../../types.ts";
import type { Group } from "./groups-by-volume.ts";

type GroupsProps = { kpi: Kpi; split: Dimension; snapshot: Snapshot; groups: Group[] };

/** Small charts on one scale, so that they can be compared; crimes whose group is not known stand apart. */
export function GroupCharts({ kpi, split, snapshot, groups }: GroupsProps) {
  const known = groups.filter(({ value }) => value !== "unknown");
  const domain = domainOf(
    known.flatMap(({ points }) => points),
    null,
    null,
  );
  return (
    <ul className="groups">
      {groups.map(({ value, points }) => {
        const name = labelOf(snapshot, split, value);
        const latest = latestJudged(points);
        return (
          <li key={value}>
            <h3>
              {name}
              {value === "unknown" && <span className="small"> on its own scale</span>}
            </h3>
            <p>
              <b>{latest ? formatValue(kpi.unit, latest.value) : "No figure yet"}</b>{" "}
              {latest && kpi.kind !== "count" && formatCounts(latest.numerator, latest.denominator)}
              {latest && <span className="small"> {formatMonth(latest.month)}</span>}
            </p>
            <Sparkline
              points={points}
              unit={kpi.unit}
              better={kpi.better}
              limits={null}
              target={null}
              domain={value === "unknown" ? null : domain}
              height={84}
              label={sparklineLabel(`${kpi.title}, ${name}`, kpi.unit, points, null, "")}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The latest judged month of each group. */
export function GroupTable({ kpi, split, snapshot, groups, title }: GroupsProps & { title: string }) {
  return (
    <Scroller label={`${kpi.title}, table by ${title.toLowerCase()}`}>
      <table>
        <caption>
          {kpi.title}: the latest month that may be judged in each group. Listed by number of crimes, not by
          performance.
        </caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">Month</th>
            {kpi.kind !== "count" && (
              <th scope="col" className="number">
                Crimes
              </th>
            )}
            <th scope="col" className="number">
              {{ share: "Share", days: "Median", crimes: "Crimes" }[kpi.unit]}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ value, points }) => {
            const latest = latestJudged(points);
            return (
              <tr key={value}>
                <th scope="row">{labelOf(snapshot, split, value)}</th>
                <td>{latest ? formatMonth(latest.month) : "No month may be judged yet"}</td>
                {kpi.kind !== "count" && (
                  <td className="number">
                    {latest ? formatCounts(latest.numerator, latest.denominator) : ""}
                  </td>
                )}
                <td className="number">{formatValue(kpi.unit, latest?.value ?? null)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroller>
  );
}
