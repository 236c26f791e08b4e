import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { inOrder } from "../../../server/wording/order.ts";
import { families } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useTitle } from "../../components/use-title.ts";
import { kpisQuery } from "../../layout/snapshot.ts";
import { filtersOf } from "../../search.ts";
import type { Kpi } from "../../types.ts";
import { Definition } from "../kpi/definition-card.tsx";
import { ChangeLog } from "./change-log.tsx";
import { CodeMaps } from "./code-maps.tsx";
import { definitionsQuery } from "./definitions-query.ts";

/** Shows every KPI's definition in words, and its SQL. */
export function DefinitionsPage() {
  const { data, error, refetch } = useQuery(kpisQuery());
  const { data: definitions } = useQuery(definitionsQuery());
  useTitle("Definitions");
  return (
    <>
      <div className="title">
        <div>
          <h1>Definitions</h1>
          <p className="title__reading">
            A local measure set that the force can change, one folder for each. It is not the official
            national list, which is not public.
          </p>
        </div>
      </div>
      {data ? (
        <>
          <Faults faults={data.faults} />
          <Contents kpis={inOrder(data.kpis, (kpi) => kpi)} />
          <Cards kpis={inOrder(data.kpis, (kpi) => kpi)} />
          {definitions && <CodeMaps definitions={definitions} />}
          {definitions && <ChangeLog changes={definitions.changes} kpis={data.kpis} />}
        </>
      ) : error ? (
        <Failure error={error} what="The definitions" onRetry={() => void refetch()} />
      ) : (
        <Skeleton shape="page" label="Reading the definitions" />
      )}
    </>
  );
}

function Contents({ kpis }: { kpis: Kpi[] }) {
  return (
    <nav className="contents" aria-label="Definitions by family">
      {families.map((family) => {
        const held = kpis.filter((kpi) => kpi.family === family.id);
        if (held.length === 0) return null;
        return (
          <div key={family.id}>
            <p>{family.title}</p>
            <ul>
              {held.map((kpi) => (
                <li key={kpi.id}>
                  <Link to="/definitions" hash={kpi.id} search={filtersOf}>
                    {kpi.title}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <div>
        <p>Beside them</p>
        <ul>
          <li>
            <Link to="/definitions" hash="code-maps" search={filtersOf}>
              Code maps in force
            </Link>
          </li>
          <li>
            <Link to="/definitions" hash="change-log" search={filtersOf}>
              Change log
            </Link>
          </li>
        </ul>
      </div>
    </nav>
  );
}

function Cards({ kpis }: { kpis: Kpi[] }) {
  return families.map((family) => {
    const held = kpis.filter((kpi) => kpi.family === family.id);
    if (held.length === 0) return null;
    return (
      <section key={family.id} aria-labelledby={`family-${family.id}`}>
        <h2 className="section-title" id={`family-${family.id}`}>
          {family.title}
        </h2>
        <div className="cards">
          {held.map((kpi) => (
            <article key={kpi.id} id={kpi.id} className="panel definition">
              <h3>
                <Link to="/kpi/$id" params={{ id: kpi.id }} search={filtersOf}>
                  {kpi.title}
                </Link>
              </h3>
              {!kpi.available && (
                <p className="definition__gap">
                  <b>Not available in this snapshot.</b> {kpi.reason}
                </p>
              )}
              <Definition kpi={kpi} />
            </article>
          ))}
        </div>
      </section>
    );
  });
}

function Faults({ faults }: { faults: { id: string; fault: string }[] }) {
  if (faults.length === 0) return null;
  return (
    <section className="notice notice--problem" aria-label="Definitions with a fault">
      <h2>{faults.length === 1 ? "1 definition" : `${faults.length} definitions`} could not be read</h2>
      <ul>
        {faults.map(({ id, fault }) => (
          <li key={id}>
            <code>{id}</code>: {fault}
          </li>
        ))}
      </ul>
      <p>The other KPIs are not affected. Mend the folder and import again.</p>
    </section>
  );
}
