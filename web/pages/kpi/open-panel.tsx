import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { barsChart, barsHeight } from "../../../server/charts/bars-chart.ts";
import { formatShortDate, shownCount, shownCrimes } from "../../../server/wording/format.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { Chart } from "../../figures/chart.ts";
import type { Column, Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import { holderDimension } from "../../filters/units.ts";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { OpenInvestigations } from "../../types.ts";
import { openQuery } from "./kpi-queries.ts";

type Row = OpenInvestigations["groups"][number] & { title: string };

/** Shows how many crimes are open, for how long, and which group holds them. */
export function OpenPanel() {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const by = holderDimension(snapshot);
  const { data, error, refetch } = useQuery(openQuery(filters, by));
  if (error) return <Failure error={error} what="The open investigations" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="groups" label="Reading the open investigations" />;
  return <Open open={data} />;
}

function Open({ open }: { open: OpenInvestigations }) {
  const snapshot = useSnapshot();
  const rows = useMemo((): Row[] => {
    const groups = open.groups.map((group) => ({ ...group, title: labelOf(snapshot, open.by, group.split) }));
    return groups.length > 0 ? groups : [{ ...open.whole, split: "all", title: "All of them" }];
  }, [open, snapshot]);
  const old = open.bands.filter(({ from_days }) => from_days >= 365).map(({ band }) => band);
  const reading = `${shownCrimes(open.whole.crimes)} open on ${formatShortDate(open.taken_on)}; ${old
    .map((band) => `${shownCount(open.whole.bands[band] ?? null)} for ${bandTitle(band)}`)
    .join(", ")}.`;
  const chart = useMemo((): Chart => {
    const bars = rows.map(({ title, crimes, bands }) => ({
      title,
      total: crimes,
      parts: open.bands.map(({ band }) => ({ title: bandTitle(band), crimes: bands[band] ?? null })),
    }));
    return {
      name: `Open investigations by age and ${labelOf(snapshot, "dimension", open.by).toLowerCase()}. ${reading}`,
      heightAt: (width) => barsHeight(bars, width),
      draw: (place) => barsChart(bars, place),
      stops: bars.map(({ title, total, parts }) => ({
        title,
        facts: [
          `${shownCrimes(total)} open`,
          ...parts.map((part) => `${part.title} ${shownCount(part.crimes)}`),
        ],
      })),
      start: 0,
      movesBy: "group by group",
      direction: "down",
    };
  }, [rows, open, reading, snapshot]);
  return (
    <Figure
      id="open-by-age"
      title="How many are open, for how long, and who holds them?"
      note={reading}
      chart={chart}
      table={tableOf(open, rows, labelOf(snapshot, "dimension", open.by))}
      reading={reading}
      fileName={`open-by-${open.by}`}
    />
  );
}

function tableOf(open: OpenInvestigations, rows: Row[], heading: string): Table<Row> {
  const whole: Row = { ...open.whole, split: "all", title: "All of them" };
  const bands: Column<Row>[] = open.bands.map(({ band }) => ({
    key: band,
    title: bandTitle(band),
    read: (row) => row.bands[band] ?? null,
    write: (row) => shownCount(row.bands[band] ?? null),
  }));
  return {
    caption: `Crimes open on ${formatShortDate(open.taken_on)} by how long they have been open.`,
    rowHeading: heading,
    rowKey: ({ split }) => split,
    rowTitle: ({ title }) => title,
    rows: rows.length > 1 ? [...rows, whole] : rows,
    columns: [
      {
        key: "crimes",
        title: "Open",
        read: ({ crimes }) => crimes,
        write: ({ crimes }) => shownCount(crimes),
      },
      ...bands,
      {
        key: "oldest_days",
        title: "Oldest, days",
        read: ({ oldest_days }) => oldest_days,
        write: ({ oldest_days }) => shownCount(oldest_days),
      },
    ],
  };
}

/** Writes “0-90” as “0 to 90 days”, “over-730” as “over 730 days”. */
function bandTitle(band: string): string {
  return `${band.replace(/^over-/, "over ").replace("-", " to ")} days`;
}
