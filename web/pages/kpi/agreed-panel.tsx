import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatLongMonth, formatMonth, formatShortDate } from "../../../server/wording/format.ts";
import { Scroller } from "../../components/scroller.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Kpi, Pack, SavedPack } from "../../types.ts";
import { packsQuery } from "../packs/packs-queries.ts";

/** Shows what the last pack says about this KPI, and the actions agreed for it or for the whole pack. */
export function AgreedPanel({ kpi }: { kpi: Kpi }) {
  const { data, error, refetch } = useQuery(packsQuery());
  const last = data && lastPack(data.packs);
  return (
    <section className="panel" id="agreed" aria-labelledby="agreed-title">
      <h2 id="agreed-title">What did we say we would do?</h2>
      {last ? (
        <Agreed kpi={kpi} last={last} />
      ) : data ? (
        <p>
          No pack has been written yet. Commentary and actions are written in{" "}
          <Link to="/packs" search={filtersOf}>
            Packs
          </Link>
          , and carried from pack to pack.
        </p>
      ) : error ? (
        <Failure error={error} what="The packs" onRetry={() => void refetch()} />
      ) : (
        <Skeleton shape="list" label="Reading the packs" />
      )}
    </section>
  );
}

function Agreed({ kpi, last }: { kpi: Kpi; last: SavedPack }) {
  const { pack, id } = last;
  const written = pack.kpis.find((chosen) => chosen.id === kpi.id);
  const actions = pack.actions.filter((action) => action.kpi === null || action.kpi === kpi.id);
  return (
    <>
      <p className="small">
        <Link to="/packs/$id" params={{ id }} search={filtersOf}>
          Pack of {formatLongMonth(pack.month)}
        </Link>
        , {pack.state === "frozen" ? "frozen" : `${pack.state}, not frozen yet`}.
      </p>
      {written?.headline && <p className="agreed__headline">{written.headline}</p>}
      {written?.commentary && <p>{written.commentary}</p>}
      {!written?.headline && !written?.commentary && <p>It holds no commentary on this measure.</p>}
      {actions.length > 0 ? <Actions actions={actions} /> : <p>It holds no action on this measure.</p>}
    </>
  );
}

function Actions({ actions }: { actions: Pack["actions"] }) {
  const { asAt } = useSnapshot();
  return (
    <Scroller label="Actions">
      <table>
        <caption className="visually-hidden">Actions on this measure, or on the pack as a whole</caption>
        <thead>
          <tr>
            <th scope="col">Action</th>
            <th scope="col">Owner</th>
            <th scope="col">Due</th>
            <th scope="col">State</th>
            <th scope="col">Agreed</th>
          </tr>
        </thead>
        <tbody>
          {actions.map(({ id, text, owner, due, state, agreed }) => (
            <tr key={id}>
              <th scope="row">{text}</th>
              <td>{owner}</td>
              <td className="date">{formatShortDate(due)}</td>
              <td>
                {state === "open" && due < asAt ? "Open, was due before the as-at date" : states[state]}
              </td>
              <td className="date">{formatMonth(agreed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

const states = { open: "Open", done: "Done", dropped: "Dropped" };

/** The last frozen pack, or the latest pack if none is frozen. */
function lastPack(packs: SavedPack[]): SavedPack | undefined {
  return packs.find(({ pack }) => pack.state === "frozen") ?? packs[0];
}
