import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { labelOf } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { Figure } from "../../figures/figure.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Dimension, Kpi, Series } from "../../types.ts";
import { groupsByVolume } from "./groups-by-volume.ts";
import { splitQuery } from "./kpi-queries.ts";
import { rareNote, splitChart, splitReading, splitTable } from "./split-figure.ts";
import { useOpening } from "./use-opening.ts";
import { useSplit } from "./use-split.ts";

/** How many small charts are drawn before the reader asks for more. */
const usualGroups = 12;

/** Shows the same months for each district, team or other group. */
export function SplitPanel({ kpi }: { kpi: Kpi }) {
  const { filters } = useFilters();
  const { split } = useSplit();
  const { data, error, refetch } = useQuery({
    ...splitQuery(kpi.id, filters, split ?? ""),
    enabled: split !== null,
  });
  if (!split) return null;
  if (error) return <Failure error={error} what="The groups" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="groups" label="Reading the groups" />;
  return <Groups kpi={kpi} series={data} split={split} />;
}

function Groups({ kpi, series, split }: { kpi: Kpi; series: Series; split: Dimension }) {
  const snapshot = useSnapshot();
  const opening = useOpening();
  const [isAll, setAll] = useState(false);
  const groups = useMemo(
    () =>
      groupsByVolume(series.points).map((group) => ({
        ...group,
        title: labelOf(snapshot, split, group.value),
      })),
    [series, snapshot, split],
  );
  const by = labelOf(snapshot, "dimension", split);
  const reading = splitReading(kpi, groups);
  const chart = useMemo(
    () =>
      splitChart(
        kpi,
        isAll ? groups : groups.slice(0, usualGroups),
        reading,
        opening && ((group) => opening.group(split, group)),
      ),
    [kpi, groups, isAll, reading, opening, split],
  );
  const table = useMemo(() => splitTable(kpi, groups, by), [kpi, groups, by]);
  if (groups.length === 0) return null;
  return (
    <Figure
      id="each-group"
      title={`Month by month, each ${by.toLowerCase()}`}
      note={`Listed by number of ${kpi.words.many}, not by performance. Small groups swing widely by chance.${rareNote(series.rare, groups)}`}
      chart={chart}
      table={table}
      pictureTitle={`${kpi.title}, each ${by.toLowerCase()}`}
      reading={reading}
      fileName={`${kpi.id}-each-${split}`}
    >
      {!isAll && groups.length > usualGroups && (
        <p className="figure__foot">
          <button type="button" className="button" onClick={() => setAll(true)}>
            Show all {groups.length}
          </button>
        </p>
      )}
    </Figure>
  );
}
