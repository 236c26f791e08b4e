import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { type EndingLine, endingChart, readingDayUnder } from "../../../server/charts/ending-chart.ts";
import { endings, endingTitle } from "../../../server/charts/endings.ts";
import { readingDays } from "../../../server/charts/incidence-chart.ts";
import { formatValue, shownCrimes, shownValue } from "../../../server/wording/format.ts";
import { addMonths } from "../../../server/wording/months.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { Chart } from "../../figures/chart.ts";
import type { Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Incidence, Kpi } from "../../types.ts";
import { incidenceQuery } from "../attrition/attrition-queries.ts";
import { monthsInWords } from "../attrition/attrition-words.ts";
import { chosenCohort, horizon } from "../attrition/cohorts.ts";

const split = "suspect_identified";

/** Early or late, before or after a suspect is named: one ending of one cohort, apart for whether a suspect is known. */
export function EndingPanel({ kpi }: { kpi: Kpi }) {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const [ending, setEnding] = useState<string>(
    kpi.family === "victim-support" ? "victim-does-not-support" : "charged",
  );
  const aged = chosenCohort(snapshot, undefined);
  const cohort = { ...aged, from: later(addMonths(aged.to, -11), snapshot.firstMonth) };
  const values = (filters[split] ?? snapshot.dimensions[split] ?? []).slice(0, 3);
  const answers = useQueries({
    queries: values.map((value) => incidenceQuery({ ...filters, [split]: [value] }, cohort)),
  });
  const failed = answers.find(({ error }) => error !== null);
  const read = answers.flatMap(({ data }) => (data ? [data] : []));
  const lines = read.map((incidence, index) => lineOf(incidence, ending, titleOf(values[index] ?? "")));
  const shown = lines.filter(({ shares }) => shares.length > 1);

  function titleOf(value: string): string {
    return value === "yes"
      ? "Suspect identified"
      : value === "no"
        ? "No suspect identified"
        : `Suspect: ${labelOf(snapshot, split, value).toLowerCase()}`;
  }

  if (values.length < 2) return null;
  if (failed?.error)
    return <Failure error={failed.error} what="The endings" onRetry={() => void failed.refetch()} />;
  if (read.length < values.length) return <Skeleton shape="groups" label="Reading the endings" />;
  if (shown.length === 0) return null;
  return (
    <EndingFigure
      lines={shown}
      ending={ending}
      onEnding={setEnding}
      months={monthsInWords(cohort)}
      cohortKey={`${cohort.from}..${cohort.to}`}
    />
  );
}

function EndingFigure(props: {
  lines: EndingLine[];
  ending: string;
  onEnding: (ending: string) => void;
  months: string;
  cohortKey: string;
}) {
  const { lines, ending, months } = props;
  const { filters } = useFilters();
  const reading = `Crimes recorded ${months}: ${lines
    .map(
      ({ title, days, shares }) =>
        `${title.toLowerCase()} ${shownValue("share", shares.at(-1) ?? null)} by day ${days.at(-1)}`,
    )
    .join("; ")}.`;
  const chart = useMemo(() => chartOf(lines, ending, reading), [lines, ending, reading]);
  return (
    <Figure
      id="early-or-late"
      title="Early or late, before or after a suspect is identified?"
      note={reading}
      tools={
        <label className="field field--inline">
          <span>Ending</span>
          <select value={ending} onChange={(event) => props.onEnding(event.target.value)}>
            {endings.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      }
      chart={chart}
      table={tableOf(lines, ending)}
      pictureTitle={`${endingTitle(ending)}, by days since recording`}
      reading={reading}
      fileName={`ending-${ending}`}
    >
      <p className="small figure__foot">
        Shaded: 95% bands.{" "}
        <Link to="/attrition" search={{ ...filters, cohort: props.cohortKey }}>
          Follow this cohort to every ending
        </Link>
      </p>
    </Figure>
  );
}

function lineOf({ cohort, days, groups, bands }: Incidence, ending: string, title: string): EndingLine {
  const none = days.map(() => 0);
  return {
    title,
    crimes: cohort.crimes,
    days,
    shares: groups[ending] ?? none,
    lower: bands[ending]?.lower ?? [],
    upper: bands[ending]?.upper ?? [],
  };
}

function at({ days }: EndingLine, curve: (number | null)[], day: number): number | null {
  const index = days.indexOf(day);
  return index < 0 ? null : (curve[index] ?? null);
}

function chartOf(lines: EndingLine[], ending: string, reading: string): Chart {
  return {
    name: `${endingTitle(ending)}, by days since recording. ${reading}`,
    heightAt: (width) => (width < 640 ? 380 : 320),
    draw: (place) => endingChart(lines, horizon, place),
    stops: readingDays.map((day) => ({
      key: String(day),
      spoken: `Day ${day}: ${lines.map((line) => `${line.title.toLowerCase()} ${formatValue("share", at(line, line.shares, day))}`).join(", ")}`,
    })),
    start: readingDays.length - 1,
    stopAt: (place, x) => readingDayUnder(lines, horizon, place, x),
    movesBy: "day 28, 90, 180, 365 and 730",
    direction: "across",
  };
}

function tableOf(lines: EndingLine[], ending: string): Table<EndingLine> {
  return {
    caption: `${endingTitle(ending)}: share of the crimes recorded, by days since recording, with 95% bands.`,
    rowHeading: "Suspect",
    rowKey: ({ title }) => title,
    rowTitle: ({ title }) => title,
    rows: lines,
    columns: [
      {
        key: "crimes",
        title: "Crimes",
        read: ({ crimes }) => crimes,
        write: ({ crimes }) => shownCrimes(crimes),
      },
      ...readingDays.map((day) => ({
        key: `day_${day}`,
        title: `Day ${day}`,
        read: (line: EndingLine) => at(line, line.shares, day),
        write: (line: EndingLine) => formatValue("share", at(line, line.shares, day)),
        note: (line: EndingLine) =>
          at(line, line.lower, day) === null
            ? ""
            : `${formatValue("share", at(line, line.lower, day))} to ${formatValue("share", at(line, line.upper, day))}`,
      })),
    ],
  };
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
