import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatLongMonth, formatMoment } from "../../../server/wording/format.ts";
import { Scroller } from "../../components/scroller.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import { UnreadDocuments } from "../../components/unread-documents.tsx";
import { useTitle } from "../../components/use-title.ts";
import { useMay } from "../../layout/session.ts";
import type { SavedPack } from "../../types.ts";
import { BeginPack } from "./begin-pack.tsx";
import { audienceWords, stateWords } from "./pack-words.ts";
import { packsQuery } from "./packs-queries.ts";

/** Lists the packs of every month, and begins the next. */
export function PacksPage() {
  const { data, error, refetch } = useQuery(packsQuery());
  const mayWrite = useMay("make-packs");
  useTitle("Packs");
  return (
    <>
      <div className="title">
        <div>
          <h1>Packs</h1>
          <p className="title__reading">
            The month’s pack for the board. PowerPoint, PDF and Excel are made from the same figures and
            words. A frozen pack keeps its figures, definitions and words.
          </p>
        </div>
      </div>
      <div className="settings">
        {mayWrite && <BeginPack />}
        <section className="panel" aria-labelledby="all-packs">
          <h2 id="all-packs">All packs</h2>
          {data ? (
            <>
              <UnreadDocuments faults={data.faults.map(({ id, fault }) => ({ name: id, fault }))} />
              <PackTable packs={data.packs} />
            </>
          ) : error ? (
            <Failure error={error} what="The packs" onRetry={() => void refetch()} />
          ) : (
            <Skeleton shape="list" label="Reading the packs" />
          )}
        </section>
      </div>
    </>
  );
}

function PackTable({ packs }: { packs: SavedPack[] }) {
  if (packs.length === 0) return <p>No pack has been begun yet.</p>;
  return (
    <Scroller label="All packs">
      <table>
        <thead>
          <tr>
            <th scope="col">Pack</th>
            <th scope="col">Audience</th>
            <th scope="col">State</th>
            <th scope="col">Open actions</th>
            <th scope="col">Last saved</th>
          </tr>
        </thead>
        <tbody>
          {packs.map(({ id, pack, savedAt, savedBy }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/packs/$id" params={{ id }}>
                  {formatLongMonth(pack.month)}: {pack.title}
                </Link>
              </th>
              <td>{audienceWords[pack.audience]}</td>
              <td>{stateWords[pack.state]}</td>
              <td>{pack.actions.filter(({ state }) => state === "open").length}</td>
              <td>
                {formatMoment(savedAt)}, {savedBy}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
