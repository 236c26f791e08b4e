import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { labelOf } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { Switch } from "../../components/switch.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Dimension, Kpi } from "../../types.ts";
import { groupsByVolume } from "./groups-by-volume.ts";
import { splitQuery } from "./kpi-queries.ts";
import { GroupCharts, GroupTable } from "./split-groups.tsx";
import { useSplit } from "./use-split.ts";

const views = [
  { value: "charts", title: "Charts" },
  { value: "table", title: "Table" },
] as const;

/** The same months apart for each district, team or other group. */
export function SplitPanel({ kpi }: { kpi: Kpi }) {
  const snapshot = useSnapshot();
  const { split } = useSplit();
  const [view, setView] = useState<"charts" | "table">("charts");
  if (!split) return null;

  return (
    <section className="panel" aria-labelledby="each-group">
      <div className="panel__head">
        <div>
          <h2 id="each-group">Month by month, each {labelOf(snapshot, "dimension", split).toLowerCase()}</h2>
          <p className="small">
            Listed by number of crimes, not by performance. Small groups swing widely by chance.
          </p>
        </div>
        <div className="panel__tools">
          <Switch legend="Show groups as" choices={views} value={view} onChange={setView} />
        </div>
      </div>
      <Groups kpi={kpi} split={split} view={view} />
    </section>
  );
}

function Groups({ kpi, split, view }: { kpi: Kpi; split: Dimension; view: "charts" | "table" }) {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const [isAll, setAll] = useState(false);
  const { data, error, refetch } = useQuery(splitQuery(kpi.id, filters, split));
  if (error) return <Failure error={error} what="The groups" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="groups" label="Reading the groups" />;
  const groups = groupsByVolume(data.points);
  const shown = isAll ? groups : groups.slice(0, 12);
  const title = labelOf(snapshot, "dimension", split);

  return (
    <>
      {view === "charts" ? (
        <GroupCharts kpi={kpi} split={split} snapshot={snapshot} groups={shown} />
      ) : (
        <GroupTable kpi={kpi} split={split} snapshot={snapshot} groups={shown} title={title} />
      )}
      {shown.length < groups.length && (
        <p>
          <button type="button" className="button" onClick={() => setAll(true)}>
            Show all {groups.length}
          </button>
        </p>
      )}
    </>
  );
}
