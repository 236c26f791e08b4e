import { useMemo } from "react";
import { funnelChart, funnelHeight } from "../../../server/charts/funnel-chart.ts";
import { shownCount, shownCrimes, shownValue } from "../../../server/wording/format.ts";
import { besideFunnel, funnelReading } from "../../../server/wording/funnel-words.ts";
import type { Chart } from "../../figures/chart.ts";
import type { Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import type { Funnel } from "../../types.ts";

type Stage = Funnel["stages"][number];

/** Shows how far the same crimes went by one age, and what stands beside the path. */
export function FunnelFigure({ funnel }: { funnel: Funnel }) {
  const { age, stages, cohort } = funnel;
  const chart = useMemo(() => chartOf(stages), [stages]);
  const table = useMemo(() => tableOf(funnel), [funnel]);
  return (
    <Figure
      id="how-far"
      title={`How far ${shownCrimes(cohort.crimes)} went by day ${age}`}
      note={`${funnelReading(funnel)} Crimes, not suspects or victims.`}
      chart={chart}
      table={table}
      reading={`${stagesInWords(stages)} ${funnelReading(funnel)}`}
      fileName={`funnel-${cohort.from}-to-${cohort.to}`}
    />
  );
}

function stagesInWords(stages: Stage[]): string {
  return `${stages.map(({ title, crimes }) => `${title} ${shownCount(crimes)}`).join("; ")}.`;
}

function chartOf(stages: Stage[]): Chart {
  return {
    name: `Funnel of one cohort. ${stagesInWords(stages)}`,
    heightAt: () => funnelHeight(stages),
    draw: (place) => funnelChart(stages, place),
    stops: stages.map(({ title, crimes, share }) => ({
      title,
      facts: [shownCrimes(crimes), `${shownValue("share", share)} of recorded`],
    })),
    start: 0,
    movesBy: "stage by stage",
    direction: "down",
  };
}

function tableOf(funnel: Funnel): Table<Stage> {
  return {
    caption: `Crimes that reached each stage by day ${funnel.age}, each by its own date, and what stands beside the path.`,
    rowHeading: "Stage",
    rowKey: ({ id }) => id,
    rowTitle: ({ title }) => title,
    rows: [...funnel.stages, ...besideFunnel(funnel)],
    columns: [
      {
        key: "crimes",
        title: "Crimes",
        read: ({ crimes }) => crimes,
        write: ({ crimes }) => shownCount(crimes),
      },
      {
        key: "share",
        title: "Of recorded",
        read: ({ share }) => share,
        write: ({ share }) => shownValue("share", share),
      },
    ],
  };
}
