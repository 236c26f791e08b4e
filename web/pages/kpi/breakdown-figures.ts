import {
  type BreakdownChartInput,
  breakdownChart,
  breakdownHeight,
} from "../../../server/charts/breakdown-chart.ts";
import { type FunnelPlotInput, funnelPlot } from "../../../server/charts/funnel-plot.ts";
import { formatCounts, formatMonth, shownValue, signedChange } from "../../../server/wording/format.ts";
import { fewestToJudge } from "../../../server/wording/judging.ts";
import type { Chart } from "../../figures/chart.ts";
import type { Breakdown, Kpi } from "../../types.ts";

export type NamedGroup = Breakdown["groups"][number] & { title: string };

type Given = {
  kpi: Kpi;
  breakdown: Breakdown;
  groups: NamedGroup[];
  /** Opens the crimes of a group; only for readers who may see lists of crimes. */
  onOpen: ((group: string) => void) | null;
};

/** Draws the dots, intervals and contributions of a breakdown. Each group opens the list of its crimes. */
export function breakdownFigure({ kpi, breakdown, groups, onOpen }: Given): Chart | null {
  const { period, compared, whole } = breakdown;
  if (!period || !whole) return null;
  const input: BreakdownChartInput = {
    kpi,
    whole,
    groups,
    period: periodWords(period),
    before: compared && periodWords(compared),
    wholeTitle: "All of them",
  };
  return {
    name: `${kpi.title}, ${groups.length} groups over ${periodWords(period)}, the largest first. All of them ${shownValue(kpi.unit, whole.value, kpi.words)}.`,
    heightAt: (width) => breakdownHeight(input, width),
    draw: (place) => breakdownChart(input, place),
    stops: groups.map((group) => ({ title: group.title, facts: factsOf(kpi, group) })),
    start: 0,
    ...(onOpen && opens("a group", kpi, groups, onOpen)),
    movesBy: "group by group",
    direction: "down",
  };
}

/** Draws size against share with the limits of chance; null if the KPI has no such limits or too few groups. */
export function funnelFigure({ kpi, breakdown, groups, onOpen }: Given): Chart | null {
  const { funnel } = breakdown;
  const judged = groups.filter(
    (group): group is FunnelPlotInput["groups"][number] =>
      group.value !== null && group.denominator !== null && !group.few && !group.suppressed,
  );
  if (!funnel || judged.length < 2) return null;
  const input = { ...funnel, groups: judged.toSorted((a, b) => a.denominator - b.denominator) };
  const beyond = judged.filter((group) => group.funnel !== null && group.funnel !== "within");
  const found =
    beyond.length === 0
      ? "Every group lies within what chance gives a group of its size."
      : `Beyond the 95% limits: ${beyond.map(({ title, side }) => `${title} (${side})`).join(", ")}.`;
  return {
    name: `Funnel plot of ${judged.length} groups. ${found}`,
    heightAt: () => 340,
    draw: (place) => funnelPlot(input, place),
    stops: input.groups.map((group) => ({
      title: group.title,
      facts: [...factsOf(kpi, group), limitWords[group.funnel ?? "within"]],
    })),
    start: input.groups.length - 1,
    ...(onOpen && opens("a dot", kpi, input.groups, onOpen)),
    movesBy: "from the smallest group to the largest",
    direction: "across",
  };
}

/** Names the months of a breakdown: “12 months to Oct 2026”, “Oct 2026”, “End of Oct 2026”. */
export function periodWords({ from, to, months, taken_on }: NonNullable<Breakdown["period"]>): string {
  if (taken_on) return `End of ${formatMonth(to)}`;
  if (months === 1) return formatMonth(to);
  return from === to ? formatMonth(to) : `${months} months to ${formatMonth(to)}`;
}

function opens(
  what: string,
  { words }: Kpi,
  groups: NamedGroup[],
  onOpen: (group: string) => void,
): Pick<Chart, "open"> {
  return {
    open: {
      help: `Enter, or a click on ${what}, lists its ${words.many}.`,
      at: (index) => {
        const group = groups[index];
        if (group) onOpen(group.split);
      },
    },
  };
}

const limitWords = {
  within: "within the limits",
  "beyond-95": "beyond the 95% limits",
  "beyond-99.8": "beyond the 99.8% limits",
};

function factsOf(kpi: Kpi, group: NamedGroup): string[] {
  const { numerator, denominator, value, interval, suppressed, few, contribution } = group;
  if (suppressed) return ["too few to show"];
  return [
    shownValue(kpi.unit, value, kpi.words),
    kpi.unit === "crimes" ? "" : formatCounts(numerator, denominator, kpi.words),
    few ? `fewer than ${fewestToJudge}, not judged` : "",
    interval && !few
      ? `interval ${shownValue(kpi.unit, interval.lower, kpi.words)} to ${shownValue(kpi.unit, interval.upper, kpi.words)}`
      : "",
    contribution ? `part of the change ${signedChange(kpi.unit, contribution.total)}` : "",
  ].filter(Boolean);
}
