import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { histogram } from "../../../server/charts/histogram.ts";
import { formatValue, shownCount, shownCrimes } from "../../../server/wording/format.ts";
import { countTitle } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { Chart } from "../../figures/chart.ts";
import type { Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useIsReleased } from "../../layout/session.ts";
import type { Distribution, Kpi } from "../../types.ts";
import { periodWords } from "./breakdown-figures.ts";
import { distributionQuery } from "./kpi-queries.ts";

type Bin = Distribution["bins"][number];

/** Shows how the days of a duration spread, as a median hides the slow cases. Rounded figures cover the whole period only. */
export function DistributionPanel({ kpi }: { kpi: Kpi }) {
  const { filters } = useFilters();
  const isReleased = useIsReleased();
  const { from: _from, to: _to, ...always } = filters;
  const { data, error, refetch } = useQuery({
    ...distributionQuery(kpi.id, isReleased ? always : filters),
    enabled: kpi.kind === "duration" && isReleased !== null,
  });
  if (kpi.kind !== "duration") return null;
  if (error) return <Failure error={error} what="The spread" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="groups" label="Reading the spread" />;
  return data.period && data.bins.length > 0 ? <Spread kpi={kpi} distribution={data} /> : null;
}

function Spread({ kpi, distribution }: { kpi: Kpi; distribution: Distribution }) {
  const { bins, median, p75, p90, crimes, period } = distribution;
  const reading = `${shownCrimes(crimes, kpi.words)}, ${period ? periodWords(period) : ""}: half within ${formatValue("days", median)}, three in four within ${formatValue("days", p75)}, nine in ten within ${formatValue("days", p90)}.`;
  const chart = useMemo((): Chart => {
    const marks = [
      { title: "Half within", days: median },
      { title: "3 in 4 within", days: p75 },
      { title: "9 in 10 within", days: p90 },
    ].flatMap(({ title, days }) => (days === null ? [] : [{ title, days }]));
    return {
      name: `How the days spread. ${reading}`,
      heightAt: () => 300,
      draw: (place) => histogram({ bins, marks, of: kpi.words }, place),
      stops: bins.map((bin) => ({ title: binTitle(bin), facts: [shownCrimes(bin.crimes, kpi.words)] })),
      start: 0,
      movesBy: "from the shortest to the longest",
      direction: "across",
    };
  }, [bins, median, p75, p90, reading, kpi.words]);
  return (
    <Figure
      id="spread"
      title="How the days spread"
      note={reading}
      chart={chart}
      table={tableOf(kpi, bins)}
      pictureTitle={`${kpi.title}: how the days spread`}
      reading={reading}
      fileName={`${kpi.id}-spread`}
    />
  );
}

function tableOf(kpi: Kpi, bins: Bin[]): Table<Bin> {
  return {
    caption: `${countTitle(kpi)} by how many days it took.`,
    rowHeading: "Days",
    rowKey: ({ from_days, to_days }) => `${from_days}-${to_days}`,
    rowTitle: binTitle,
    rows: bins,
    columns: [
      {
        key: "crimes",
        title: countTitle(kpi),
        read: ({ crimes }) => crimes,
        write: ({ crimes }) => shownCount(crimes),
      },
    ],
  };
}

function binTitle({ from_days, to_days }: Bin): string {
  return `${from_days} to ${to_days} days`;
}
