import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { latestMix, type MixMonth, mixChart, mixHeight, stacked } from "../../../server/charts/mix-chart.ts";
import { codesApart, groupNotes, outcomeTitle } from "../../../server/charts/outcome-groups.ts";
import {
  formatLongMonth,
  formatMonth,
  shownCount,
  shownCrimes,
  shownValue,
} from "../../../server/wording/format.ts";
import { isJudged } from "../../../server/wording/judging.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import { Switch } from "../../components/switch.tsx";
import type { Chart } from "../../figures/chart.ts";
import type { Column, Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import type { OutcomeMix } from "../../types.ts";
import { mixQuery } from "./kpi-queries.ts";

type Month = OutcomeMix["months"][number];
type Basis = OutcomeMix["basis"];

const bases = [
  { value: "closed", title: "Closed in the month" },
  { value: "recorded", title: "Recorded in the month" },
] as const;

/** Shows how the crimes of each month ended. */
export function MixPanel() {
  const { filters } = useFilters();
  const [basis, setBasis] = useState<Basis>("closed");
  const { data, error, refetch } = useQuery(mixQuery(filters, basis));
  if (error) return <Failure error={error} what="The outcome mix" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="groups" label="Reading the outcome mix" />;
  return <Mix mix={data} basis={basis} onBasis={setBasis} />;
}

function Mix(props: { mix: OutcomeMix; basis: Basis; onBasis: (basis: Basis) => void }) {
  const { mix, basis, onBasis } = props;
  const chart = useMemo(() => chartOf(mix), [mix]);
  const table = useMemo(() => tableOf(mix), [mix]);
  const reading = readingOf(mix);
  return (
    <Figure
      id="outcome-mix"
      title="How do crimes end, month by month?"
      note={reading}
      tools={<Switch legend="Which crimes" choices={bases} value={basis} onChange={onBasis} />}
      chart={chart}
      table={table}
      reading={reading}
      fileName={`outcome-mix-${mix.basis}`}
    >
      <p className="small figure__foot">
        {mix.basis === "closed"
          ? "Crimes closed in the month, whenever they were recorded: clearing old crimes changes the mix."
          : "Crimes recorded in the month, with those still open; hatched until every one of them is a year old."}{" "}
        {groupNotes}
      </p>
    </Figure>
  );
}

function drawn({ months }: OutcomeMix): MixMonth[] {
  return months.map((month) => ({ month: month.month, shares: month.shares, isJudged: isJudged(month) }));
}

/** Says how the crimes of the latest judged month ended, or why there is no such month. */
function readingOf(mix: OutcomeMix): string {
  const latest = latestMix(drawn(mix));
  const month = mix.months.find((each) => each.month === latest?.month);
  if (!month) return "No month has crimes enough to show.";
  const verb = mix.basis === "closed" ? "closed" : "recorded";
  return `${formatLongMonth(month.month)}: of ${shownCrimes(month.crimes)} ${verb}, ${sharesOf(month).join(", ")}.`;
}

function sharesOf({ shares }: Month): string[] {
  return stacked
    .filter(({ id }) => shares[id] !== undefined && shares[id] !== 0)
    .map(({ id }) => `${outcomeTitle(id).toLowerCase()} ${shownValue("share", shares[id] ?? null)}`);
}

function chartOf(mix: OutcomeMix): Chart {
  const months = drawn(mix);
  return {
    name: `How crimes ended, by the month in which they were ${mix.basis}. ${readingOf(mix)}`,
    heightAt: mixHeight,
    draw: (place) => mixChart(months, place),
    stops: mix.months.map((month, index) => ({
      title: formatLongMonth(month.month),
      facts: [
        month.crimes === 0 ? "no crimes" : shownCrimes(month.crimes),
        ...(month.crimes ? sharesOf(month) : []),
        ...(months[index]?.isJudged ? [] : ["not judged"]),
      ],
    })),
    start: mix.months.findIndex(({ month }) => month === latestMix(months)?.month),
    movesBy: "month by month",
    direction: "across",
  };
}

function tableOf(mix: OutcomeMix): Table<Month> {
  const groups = stacked.filter(({ id }) => mix.groups.includes(id));
  const occurring = new Set(mix.months.flatMap(({ codes }) => Object.keys(codes)));
  return {
    caption: `Crimes ${mix.basis} in each month by how they ended, with the share of the month. The latest month comes first.`,
    rowHeading: "Month",
    rowKey: ({ month }) => month,
    rowTitle: ({ month }) => formatMonth(month),
    rows: mix.months,
    pageRows: mix.months.toReversed(),
    columns: [
      {
        key: "crimes",
        title: "Crimes",
        read: ({ crimes }) => crimes,
        write: ({ crimes }) => shownCount(crimes),
      },
      ...groups.flatMap(({ id }) => [
        groupColumn(id),
        ...codesApart(id)
          .filter(({ code }) => occurring.has(code))
          .map(codeColumn),
      ]),
      {
        key: "state",
        title: "May be judged",
        isText: true,
        read: stateOf,
        write: stateOf,
      },
    ],
  };
}

function groupColumn(id: string): Column<Month> {
  return {
    key: id,
    title: outcomeTitle(id),
    read: ({ groups }) => groups[id] ?? null,
    write: ({ groups }) => shownCount(groups[id] ?? null),
    note: ({ shares, crimes }) => (crimes ? shownValue("share", shares[id] ?? null) : ""),
  };
}

function codeColumn({ code, title }: { code: string; title: string }): Column<Month> {
  const read = ({ codes }: Month) => (codes[code] === undefined ? 0 : codes[code]);
  return { key: code, title, read, write: (month) => shownCount(read(month)) };
}

function stateOf({ mature, ramp_up, complete }: Month): string {
  if (!complete) return "not complete";
  if (ramp_up) return "ramp-up";
  return mature === false ? "maturing" : "yes";
}
