import { useMemo } from "react";
import { incidenceChart } from "../../../server/charts/incidence-chart.ts";
import { incidenceHeight, incidenceStops, readingDays } from "../../../server/charts/incidence-layout.ts";
import { drawnGroups, groupNotes, openGroup, outcomeTitle } from "../../../server/charts/outcome-groups.ts";
import {
  formatCount,
  formatValue,
  shownCount,
  shownCrimes,
  shownValue,
} from "../../../server/wording/format.ts";
import { attritionReading, monthsInWords } from "../../cohorts/attrition-words.ts";
import { horizon } from "../../cohorts/cohorts.ts";
import type { Chart } from "../../figures/chart.ts";
import type { Column, Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import type { Incidence } from "../../types.ts";

const fewestAtRisk = 10;

/** Shows every outcome group of the cohort by days since recording, stacked to 100 %, and the same figures as a table. */
export function IncidenceFigure({ incidence }: { incidence: Incidence }) {
  const { cohort } = incidence;
  const reading = attritionReading(incidence);
  const chart = useMemo(() => chartOf(incidence), [incidence]);
  const table = useMemo(() => tableOf(incidence), [incidence]);
  return (
    <Figure
      id="day-by-day"
      title="What has happened to them, day by day"
      note={`${shownCrimes(cohort.crimes)} recorded ${monthsInWords(cohort)}, less cancelled and transferred.`}
      chart={chart}
      table={table}
      reading={reading}
      fileName={`attrition-${cohort.from}-to-${cohort.to}`}
    >
      <p className="small figure__foot">
        {groupNotes}
        {cohort.undated !== 0 &&
          ` ${shownCrimes(cohort.undated)} closed without a usable date, left out of the curves.`}
      </p>
    </Figure>
  );
}

function chartOf(incidence: Incidence): Chart {
  const input = { curves: incidence, horizon, fewestAtRisk };
  const stops = incidenceStops(input);
  const shown = [...drawnGroups.map(({ id }) => id).filter((id) => incidence.groups[id]), openGroup];
  return {
    name: `What has happened to ${shownCrimes(incidence.cohort.crimes)}, day by day. ${attritionReading(incidence)}`,
    heightAt: incidenceHeight,
    draw: (place) => incidenceChart(input, place),
    stops: stops.map((day) => ({
      title: `Day ${formatCount(day)}`,
      facts: shown.map((id) => {
        const share = curveOf(incidence, id)[incidence.days.indexOf(day)] ?? null;
        return `${outcomeTitle(id).toLowerCase()} ${shownValue("share", share)}`;
      }),
    })),
    start: stops.length - 1,
    movesBy: "week by week",
    direction: "across",
  };
}

function tableOf(incidence: Incidence): Table<string> {
  const days = readingDays.filter((day) => day <= horizon);
  const last = incidence.days.at(-1) ?? 0;
  return {
    caption: `Share of the cohort in each state by days since recording, with 95% bands${last < horizon ? `; the curves stop at day ${last}, where fewer than ${fewestAtRisk} crimes are followed any longer` : ""}.`,
    rowHeading: "State",
    rowKey: (id) => id,
    rowTitle: outcomeTitle,
    rows: [...drawnGroups.map(({ id }) => id).filter((id) => incidence.groups[id]), openGroup],
    columns: [
      ...days.flatMap((day) => dayColumns(incidence, day)),
      {
        key: `crimes_day_${last}`,
        title: `Crimes, day ${last}`,
        read: (id) => incidence.crimes[id]?.at(-1) ?? null,
        write: (id) => shownCount(incidence.crimes[id]?.at(-1) ?? null),
      },
    ],
  };
}

/** The share at one day. The page shows its band under it, the file in separate columns. */
function dayColumns(incidence: Incidence, day: number): Column<string>[] {
  const index = incidence.days.indexOf(day);
  const at = (curve: (number | null)[] | undefined) => (index < 0 ? null : (curve?.[index] ?? null));
  const band = (id: string) => incidence.bands[id];
  return [
    {
      key: `day_${day}`,
      title: `Day ${day}`,
      read: (id) => at(curveOf(incidence, id)),
      write: (id) =>
        index < 0 ? formatValue("share", null) : shownValue("share", at(curveOf(incidence, id))),
      note: (id) =>
        index < 0 || !band(id) ? "" : `${percent(at(band(id)?.lower))} to ${percent(at(band(id)?.upper))}`,
    },
    { key: `day_${day}_lower`, title: "", where: "file", read: (id) => at(band(id)?.lower), write: () => "" },
    { key: `day_${day}_upper`, title: "", where: "file", read: (id) => at(band(id)?.upper), write: () => "" },
  ];
}

function curveOf({ groups, open }: Incidence, id: string): (number | null)[] {
  return id === openGroup ? open : (groups[id] ?? []);
}

function percent(share: number | null): string {
  return formatValue("share", share).replace("%", "");
}
