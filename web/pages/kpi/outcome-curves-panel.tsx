import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { readingDays } from "../../../server/charts/incidence-layout.ts";
import {
  mostLines,
  type OutcomeCurve,
  outcomeCurvesChart,
} from "../../../server/charts/outcome-curves-chart.ts";
import { drawnGroups, groupOfFamily, outcomeTitle } from "../../../server/charts/outcome-groups.ts";
import { formatValue, shownCrimes, shownValue } from "../../../server/wording/format.ts";
import { addMonths } from "../../../server/wording/months.ts";
import { labelOf } from "../../../server/wording/words.ts";
import { splitIncidenceQuery } from "../../cohorts/attrition-queries.ts";
import { monthsInWords } from "../../cohorts/attrition-words.ts";
import { type Cohort, chosenCohort, horizon } from "../../cohorts/cohorts.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { Chart } from "../../figures/chart.ts";
import type { Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import { aboutDimension, offeredDimensions } from "../../filters/units.ts";
import { useFilters } from "../../filters/use-filters.ts";
import { useIsReleased } from "../../layout/session.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Dimension, IncidenceAnswer, Kpi, Snapshot } from "../../types.ts";

/** Shows when one outcome group comes in one cohort, early or late, before or after a suspect is named; also by group. */
export function OutcomeCurvesPanel({ kpi }: { kpi: Kpi }) {
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const isReleased = useIsReleased();
  const [outcome, setOutcome] = useState<string>(groupOfFamily(kpi.family));
  const offered = offeredDimensions(snapshot);
  const [chosen, setChosen] = useState<Dimension | null>(null);
  const split = chosen ?? offered.find((key) => aboutDimension(snapshot, key)?.endings) ?? offered[0] ?? null;
  const cohort = followedCohort(snapshot, isReleased === true);
  const { data, error, refetch } = useQuery({
    ...splitIncidenceQuery(filters, cohort, split ?? ""),
    enabled: split !== null && isReleased !== null,
  });
  if (!split) return null;
  if (error) return <Failure error={error} what="The endings" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="groups" label="Reading the endings" />;
  const lines = data.splits
    .map((group) => lineOf(group, outcome, groupTitle(snapshot, split, group.split)))
    .filter(({ shares }) => shares.length > 1);
  if (lines.length === 0) return null;
  return (
    <OutcomeCurvesFigure
      lines={lines}
      split={split}
      outcome={outcome}
      months={monthsInWords(cohort)}
      cohortKey={cohort.key}
      tools={
        <>
          <label className="field field--inline">
            <span>Ending</span>
            <select value={outcome} onChange={(event) => setOutcome(event.target.value)}>
              {drawnGroups.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <label className="field field--inline">
            <span>By</span>
            <select
              value={split}
              onChange={(event) => setChosen(offered.find((key) => key === event.target.value) ?? null)}
            >
              {offered.map((dimension) => (
                <option key={dimension} value={dimension}>
                  {labelOf(snapshot, "dimension", dimension)}
                </option>
              ))}
            </select>
          </label>
        </>
      }
    />
  );
}

/** The last twelve months whose crimes were all followed to the horizon; for rounded figures every month. */
function followedCohort(snapshot: Snapshot, isReleased: boolean): Cohort {
  const aged = chosenCohort(snapshot, {}, undefined, isReleased);
  if (isReleased) return aged;
  const from = later(addMonths(aged.to, -11), snapshot.firstMonth);
  return { ...aged, from, key: `${from}..${aged.to}` };
}

function groupTitle(snapshot: Snapshot, split: Dimension, value: string): string {
  return aboutDimension(snapshot, split)?.endings?.titles[value] ?? labelOf(snapshot, split, value);
}

function OutcomeCurvesFigure(props: {
  lines: OutcomeCurve[];
  split: Dimension;
  outcome: string;
  months: string;
  cohortKey: string;
  tools: ReactNode;
}) {
  const { lines, split, outcome, months } = props;
  const snapshot = useSnapshot();
  const { filters } = useFilters();
  const drawn = lines.slice(0, mostLines);
  const by = labelOf(snapshot, "dimension", split);
  // Names of places and teams keep their capitals within a sentence.
  const isPlace = aboutDimension(snapshot, split)?.is_place === true;
  const reading = `Crimes recorded ${months}: ${drawn
    .map(
      ({ title, days, shares }) =>
        `${isPlace ? title : title.toLowerCase()} ${shownValue("share", shares.at(-1) ?? null)} by day ${days.at(-1)}`,
    )
    .join("; ")}.`;
  const chart = chartOf(drawn, outcome, reading);
  return (
    <Figure
      id="early-or-late"
      title={aboutDimension(snapshot, split)?.endings?.question ?? `Early or late? By ${by.toLowerCase()}`}
      note={reading}
      tools={props.tools}
      chart={chart}
      table={tableOf(lines, outcome, by)}
      pictureTitle={`${outcomeTitle(outcome)}, by days since recording`}
      reading={reading}
      fileName={`ending-${outcome}-by-${split}`}
    >
      <p className="small figure__foot">
        {lines.some(({ lower }) => lower.length > 0) && "Shaded: 95% bands. "}
        {lines.length > drawn.length &&
          `The ${drawn.length} largest of ${lines.length} groups are drawn; the table has all. `}
        <Link to="/attrition" search={{ ...filters, cohort: props.cohortKey }}>
          Follow this cohort to every ending
        </Link>
      </p>
    </Figure>
  );
}

function lineOf(
  { cohort, days, groups, bands }: IncidenceAnswer["splits"][number],
  outcome: string,
  title: string,
): OutcomeCurve {
  const none = days.map(() => 0);
  return {
    title,
    crimes: cohort.crimes,
    days,
    shares: groups[outcome] ?? none,
    lower: bands[outcome]?.lower ?? [],
    upper: bands[outcome]?.upper ?? [],
  };
}

function at({ days }: OutcomeCurve, curve: (number | null)[], day: number): number | null {
  const index = days.indexOf(day);
  return index < 0 ? null : (curve[index] ?? null);
}

function chartOf(lines: OutcomeCurve[], outcome: string, reading: string): Chart {
  return {
    name: `${outcomeTitle(outcome)}, by days since recording. ${reading}`,
    heightAt: (width) => (width < 640 ? 380 : 320),
    draw: (place) => outcomeCurvesChart(lines, horizon, place),
    stops: readingDays.map((day) => ({
      title: `Day ${day}`,
      facts: lines.map(
        (line) => `${line.title.toLowerCase()} ${formatValue("share", at(line, line.shares, day))}`,
      ),
    })),
    start: readingDays.length - 1,
    movesBy: "day 28, 90, 180, 365 and 730",
    direction: "across",
  };
}

function tableOf(lines: OutcomeCurve[], outcome: string, by: string): Table<OutcomeCurve> {
  return {
    caption: `${outcomeTitle(outcome)}: share of the crimes recorded, by days since recording${lines.some(({ lower }) => lower.length > 0) ? ", with 95% bands" : ""}.`,
    rowHeading: by,
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
        read: (line: OutcomeCurve) => at(line, line.shares, day),
        write: (line: OutcomeCurve) => formatValue("share", at(line, line.shares, day)),
        note: (line: OutcomeCurve) =>
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
