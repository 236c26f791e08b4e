import { useMemo } from "react";
import { funnelChart, funnelHeight, goneList, stageUnder } from "../../../server/charts/funnel-chart.ts";
import { shownCount, shownCrimes, shownValue } from "../../../server/wording/format.ts";
import type { Chart } from "../../figures/chart.ts";
import type { Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import type { Funnel } from "../../types.ts";

type Stage = Funnel["stages"][number];

/** Shows which stages the same crimes reached, and how many ended at each. */
export function FunnelFigure({ funnel }: { funnel: Funnel }) {
  const { stages, cohort } = funnel;
  const chart = useMemo(() => chartOf(stages), [stages]);
  const table = useMemo(() => tableOf(stages), [stages]);
  return (
    <Figure
      id="how-far"
      title={`How far the same ${shownCrimes(cohort.crimes)} went`}
      note="As they stand at the as-at date. Crimes, not suspects or victims, at every stage."
      chart={chart}
      table={table}
      reading={readingOf(stages)}
      fileName={`funnel-${cohort.from}-to-${cohort.to}`}
    />
  );
}

function readingOf(stages: Stage[]): string {
  return `${stages.map(({ title, crimes }) => `${title} ${shownCount(crimes)}`).join("; ")}.`;
}

function chartOf(stages: Stage[]): Chart {
  return {
    name: `Funnel of one cohort. ${readingOf(stages)}`,
    heightAt: () => funnelHeight(stages),
    draw: (place) => funnelChart(stages, place),
    stops: stages.map(({ stage, title, crimes, share, left }, index) => ({
      key: stage,
      spoken: `${title}: ${shownCrimes(crimes)}, ${shownValue("share", share)} of recorded${index < stages.length - 1 && left.length > 0 ? `. Went no further: ${goneList(left)}` : ""}`,
    })),
    start: 0,
    stopAt: (place, _, y) => stageUnder(stages, place, y),
    movesBy: "stage by stage",
    direction: "down",
  };
}

function tableOf(stages: Stage[]): Table<Stage> {
  return {
    caption: "Crimes that reached each stage or a later one, and how those that went no further stand.",
    rowHeading: "Stage",
    rowKey: ({ stage }) => stage,
    rowTitle: ({ title }) => title,
    rows: stages,
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
      {
        key: "went_no_further",
        title: "Went no further",
        isText: true,
        read: (stage) => gone(stage, stages),
        write: (stage) => gone(stage, stages),
      },
    ],
  };
}

function gone(stage: Stage, stages: Stage[]): string {
  return stage === stages.at(-1) ? "" : goneList(stage.left);
}
