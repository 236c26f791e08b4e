import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatLongMonth } from "../../../server/wording/format.ts";
import { Choice, Part } from "../../components/form/fields.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { Failure } from "../../components/states.tsx";
import { comparedQuery, packsQuery } from "./packs-queries.ts";

/** Shows another pack beside this one, measure by measure. */
export function ComparePart({ id }: { id: string }) {
  const [other, setOther] = useState("");
  const { data: list } = useQuery(packsQuery());
  const { data, error, refetch } = useQuery(comparedQuery(id, other));
  const others = list?.packs.filter((pack) => pack.id !== id) ?? [];
  return (
    <Part
      id="compare"
      title="Compare with another pack"
      note="The latest figures and headlines of both, side by side."
    >
      {others.length === 0 ? (
        <p>There is no other pack yet.</p>
      ) : (
        <Choice
          label="Other pack"
          value={other}
          choices={[
            { value: "", title: "Choose a pack" },
            ...others.map(({ id: value, pack }) => ({
              value,
              title: `${formatLongMonth(pack.month)}: ${pack.title} (${pack.audience}, ${value})`,
            })),
          ]}
          onChange={setOther}
        />
      )}
      {error && <Failure error={error} what="The other pack" onRetry={() => void refetch()} />}
      {data && (
        <Scroller label="Two packs compared">
          <table>
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Other pack</th>
                <th scope="col">This pack</th>
              </tr>
            </thead>
            <tbody>
              {data.kpis.map(({ kpi, title, before, after, headline }) => (
                <tr key={kpi}>
                  <th scope="row">{title}</th>
                  <td>
                    <b>{headline.before}</b>
                    <p className="small">{before || "Not in it"}</p>
                  </td>
                  <td>
                    <b>{headline.after}</b>
                    <p className="small">{after || "Not in it"}</p>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Part>
  );
}
