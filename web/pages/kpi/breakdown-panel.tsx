import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { formatMonth, signedChange } from "../../../server/wording/format.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { Figure } from "../../figures/figure.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Breakdown, Dimension, Kpi } from "../../types.ts";
import { breakdownFigure, funnelFigure } from "./breakdown-figures.ts";
import { breakdownTable } from "./breakdown-table.ts";
import { breakdownQuery } from "./kpi-queries.ts";
import { SplitSelect } from "./split-select.tsx";
import { useOpening } from "./use-opening.ts";
import { useSplit } from "./use-split.ts";

/** Compares each district, team or other group with the whole, and shows its part in the change. */
export function BreakdownPanel({ kpi }: { kpi: Kpi }) {
  const { filters } = useFilters();
  const { split } = useSplit();
  const { data, error, refetch } = useQuery({
    ...breakdownQuery(kpi.id, filters, split ?? ""),
    enabled: split !== null,
  });
  if (!split) return null;
  if (error) return <Failure error={error} what="The breakdown" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="groups" label="Reading the breakdown" />;
  if (data.by !== split) return <Skeleton shape="groups" label="Reading the breakdown" />;
  return <Groups kpi={kpi} breakdown={data} split={split} />;
}

function Groups({ kpi, breakdown, split }: { kpi: Kpi; breakdown: Breakdown; split: Dimension }) {
  const snapshot = useSnapshot();
  const opening = useOpening();
  const { period, whole, notes } = breakdown;
  const title = `Where is it? By ${labelOf(snapshot, "dimension", split).toLowerCase()}`;
  const groups = useMemo(
    () => breakdown.groups.map((group) => ({ ...group, title: labelOf(snapshot, split, group.split) })),
    [breakdown, snapshot, split],
  );
  const onOpen = useMemo(() => opening && ((group: string) => opening.group(split, group)), [opening, split]);
  const figure = useMemo(
    () => (period && whole ? breakdownFigure({ kpi, breakdown, groups, onOpen }) : null),
    [kpi, breakdown, groups, period, whole, onOpen],
  );
  const funnel = useMemo(
    () => funnelFigure({ kpi, breakdown, groups, onOpen }),
    [kpi, breakdown, groups, onOpen],
  );
  if (!period || !whole || !figure) {
    return (
      <section className="panel" aria-labelledby="by-group-title">
        <h2 id="by-group-title">{title}</h2>
        <p>{notes.join(" ")}</p>
      </section>
    );
  }
  const reading = readingOf(kpi, breakdown, groups);
  const table = breakdownTable(kpi, breakdown, groups, labelOf(snapshot, "dimension", split));
  return (
    <>
      <Figure
        id="by-group"
        title={title}
        note={reading}
        tools={<SplitSelect />}
        chart={figure}
        table={table}
        pictureTitle={`${kpi.title}, by ${labelOf(snapshot, "dimension", split).toLowerCase()}`}
        reading={reading}
        fileName={`${kpi.id}-by-${split}`}
      >
        <Notes notes={notes} />
      </Figure>
      {funnel && (
        <Figure
          id="funnel-plot"
          title="Is any group unusual for its size?"
          note={`${formatMonth(period.from)} to ${formatMonth(period.to)}. A small group swings by chance: only beyond the limits is it worth a question.`}
          chart={funnel}
          table={table}
          pictureTitle={`${kpi.title}, by ${labelOf(snapshot, "dimension", split).toLowerCase()}: size and share`}
          reading={funnel.name}
          hasSameTable
          fileName={`${kpi.id}-by-${split}`}
        />
      )}
    </>
  );
}

function Notes({ notes }: { notes: string[] }) {
  return (
    <details className="disclosure">
      <summary>How these are worked out</summary>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}

/** Says in one sentence how the whole changed, and which group had the largest part in that. */
function readingOf(
  kpi: Kpi,
  { whole, compared, contribution_of }: Breakdown,
  groups: { title: string; contribution: { total: number } | null }[],
): string {
  const change = whole?.contribution?.total ?? null;
  if (change === null || !compared)
    return `Listed by number of ${kpi.words.many}, not by performance. Small groups swing widely by chance.`;
  const most = groups.toSorted(
    (a, b) => Math.abs(b.contribution?.total ?? 0) - Math.abs(a.contribution?.total ?? 0),
  )[0];
  const measure = { share: "share", mean: "mean", count: "count" }[contribution_of];
  const part = most?.contribution
    ? `; the largest part comes from ${most.title}, ${signedChange(kpi.unit, most.contribution.total)}`
    : "";
  return `The ${measure} changed by ${signedChange(kpi.unit, change)} since ${formatMonth(compared.from)} to ${formatMonth(compared.to)}${part}. Listed by number of ${kpi.words.many}, not by performance.`;
}
