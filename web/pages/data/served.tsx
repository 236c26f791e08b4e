import { useIsFetching } from "@tanstack/react-query";
import { countOf, formatDate, formatLongMonth, formatMoment } from "../../../server/wording/format.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { useMay } from "../../layout/session.ts";
import { snapshotQuery, useChecks } from "../../layout/snapshot.ts";
import type { Snapshot } from "../../types.ts";
import { Accounts } from "./account.tsx";
import { CheckList } from "./check-list.tsx";

/** How the first month was found, and what lies before it. */
function beginsWords({ begins: { isSet, crimesBefore } }: Snapshot): string {
  const words = [
    ...(isSet ? ["as it was set"] : []),
    ...(crimesBefore > 0 ? [`${countOf(crimesBefore)} recorded before`] : []),
  ];
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}

/** Shows the data behind the served figures: the account of every row, and what the checks found. */
export function Served({ snapshot, isOld }: { snapshot: Snapshot; isOld: boolean }) {
  const { data, error, refetch } = useChecks();
  const isReading = useIsFetching({ queryKey: snapshotQuery().queryKey }) > 0;
  const isForbidden = !useMay("read-checks");
  if (isOld && isReading) return <Skeleton shape="page" label="Reading the new figures" />;
  return (
    <>
      <h2 className="section-title">Served now: as at {formatDate(snapshot.asAt)}</h2>
      <Accounts files={snapshot.files} rejectedOf={snapshot.id} label="Row account of what is served">
        <p>
          <b>Every row is accounted for</b>, and nothing is dropped without a reason. Last complete month{" "}
          {formatLongMonth(snapshot.lastCompleteMonth)}, the data begin in{" "}
          {formatLongMonth(snapshot.firstMonth)}
          {beginsWords(snapshot)}, imported {formatMoment(snapshot.importedAt)}.
        </p>
      </Accounts>
      <section className="panel" aria-labelledby="checks">
        <h2 id="checks">Checks</h2>
        {data ? (
          <CheckList checks={data.checks} place={{ rejectedOf: snapshot.id, canMap: false }} />
        ) : isForbidden ? (
          <p>The checks name single crimes, so that they are shown to analysts only.</p>
        ) : error ? (
          <Failure error={error} what="The checks" onRetry={() => void refetch()} />
        ) : (
          <Skeleton shape="page" label="Reading the checks" />
        )}
      </section>
    </>
  );
}
