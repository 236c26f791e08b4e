import { useQuery } from "@tanstack/react-query";
import { Part } from "../../components/form/fields.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { PackRevisions, SavedPack } from "../../types.ts";
import { packRevisionsQuery } from "./packs-queries.ts";

/** Compares the months, breakdowns, attrition and checks of an approved or frozen pack with the figures that are served now. */
export function RevisionsPart({ saved }: { saved: SavedPack }) {
  const { data, error, refetch } = useQuery(packRevisionsQuery(saved, useSnapshot().id));
  const isFrozen = saved.pack.state === "frozen";
  return (
    <Part
      id="revised"
      title="Revised since"
      note={`${isFrozen ? "The pack itself stays as it was frozen. Records change: this" : "This"} is what differs between the figures of the pack and those that are served now.`}
    >
      {data ? (
        <Revisions revised={data} />
      ) : error ? (
        <Failure error={error} what="The revisions" onRetry={() => void refetch()} />
      ) : (
        <Skeleton shape="list" label="Comparing" />
      )}
    </Part>
  );
}

function Revisions({ revised }: { revised: PackRevisions }) {
  const { figures, parts, definitions, gone, kept, served } = revised;
  if (kept === served && figures.length + parts.length === 0 && definitions.length === 0) {
    return <p>Nothing: the same snapshot is served.</p>;
  }
  return (
    <>
      <p>
        {figures.length + parts.length === 0
          ? "No figure differs."
          : `${figures.length + parts.length} figures differ.`}
        {definitions.length > 0 && ` Defined otherwise now: ${definitions.join("; ")}.`}
        {gone.length > 0 && ` Not in the snapshot now: ${gone.join("; ")}.`}
      </p>
      {figures.length + parts.length > 0 && (
        <Scroller label="Revised figures">
          <table>
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Month or row</th>
                <th scope="col">In the pack</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {figures.map(({ kpi, title, month, before, after }) => (
                <tr key={`${kpi} ${month}`}>
                  <th scope="row">{title}</th>
                  <td>{month}</td>
                  <td>{before}</td>
                  <td>{after}</td>
                </tr>
              ))}
              {parts.map(({ title, where, before, after }) => (
                <tr key={`${title} ${where}`}>
                  <th scope="row">{title}</th>
                  <td>{where}</td>
                  <td>{before}</td>
                  <td>{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </>
  );
}
