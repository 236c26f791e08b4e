import { groupsChart, groupsHeight } from "../../../server/charts/groups-chart.ts";
import { formatCounts, formatLongMonth, formatMonth, formatValue } from "../../../server/wording/format.ts";
import { latestShown } from "../../../server/wording/judging.ts";
import { monthColumns } from "../../../server/wording/month-columns.ts";
import type { Chart } from "../../figures/chart.ts";
import type { Column, Table } from "../../figures/columns.ts";
import type { Kpi, Point, Series } from "../../types.ts";

/** A group of a split with its months and its title. */
export type NamedMonths = { value: string; title: string; points: Point[] };

/** Draws the months of each group as small charts on one scale. A group opens the list of its crimes. */
export function splitChart(
  kpi: Kpi,
  groups: NamedMonths[],
  reading: string,
  onOpen: ((group: string) => void) | null,
): Chart {
  const input = {
    groups: groups.map(({ value, title, points }) => ({ title, points, isApart: value === "unknown" })),
    kind: kpi.kind,
    unit: kpi.unit,
    words: kpi.words,
    better: kpi.better,
  };
  return {
    name: `${kpi.title}, ${groups.length} small charts. ${reading}`,
    heightAt: (width) => groupsHeight(groups.length, width),
    draw: (place) => groupsChart(input, place),
    stops: groups.map(({ title, points }) => ({ title, facts: factsOf(kpi, points) })),
    start: 0,
    ...(onOpen && {
      open: {
        help: `Enter, or a click on a group, lists its ${kpi.words.many}.`,
        at: (index: number) => {
          const group = groups[index];
          if (group) onOpen(group.value);
        },
      },
    }),
    movesBy: "group by group",
    direction: "across",
  };
}

/** Names the groups with so few crimes a month that one month says nothing; empty if there are none. */
export function rareNote(rare: Series["rare"], groups: NamedMonths[]): string {
  const titles = groups
    .filter(({ value }) => rare.some(({ split }) => split === value))
    .map(({ title }) => title);
  if (titles.length === 0) return "";
  return ` Fewer than 5 a month on average, too few to judge a month by itself: ${titles.join(", ")}.`;
}

/** Says the figure of the latest judged month for the first groups. */
export function splitReading(kpi: Kpi, groups: NamedMonths[]): string {
  const named = groups.slice(0, 6).flatMap(({ title, points }) => {
    const latest = latestShown(kpi, points);
    return latest
      ? [`${title} ${formatValue(kpi.unit, latest.value, kpi.words)} (${formatMonth(latest.month)})`]
      : [];
  });
  if (named.length === 0) return "No month of any group may be judged yet.";
  const more = groups.length > named.length ? ` and ${groups.length - named.length} more` : "";
  return `Latest month that may be judged: ${named.join(", ")}${more}.`;
}

/** Says where a group is now, and where it began. */
function factsOf(kpi: Kpi, points: Point[]): string[] {
  const latest = latestShown(kpi, points);
  if (!latest) return ["no month may be judged yet"];
  const first = points.find((point) => point.value !== null && point.mature !== false && !point.ramp_up);
  return [
    formatLongMonth(latest.month),
    formatValue(kpi.unit, latest.value, kpi.words),
    kpi.kind === "count" ? "" : formatCounts(latest.numerator, latest.denominator, kpi.words),
    first ? `it was ${formatValue(kpi.unit, first.value, kpi.words)} in ${formatLongMonth(first.month)}` : "",
  ].filter(Boolean);
}

type Row = { group: NamedMonths; point: Point | null };

/** The table of the groups: the page has the latest judged month of each, the file every month of each. */
export function splitTable(kpi: Kpi, groups: NamedMonths[], heading: string): Table<Row> {
  const points = groups.flatMap((group) => group.points);
  return {
    caption: `${kpi.title}: the latest month that may be judged in each group; the file has every month. Listed by number of ${kpi.words.many}, not by performance.`,
    rowHeading: heading,
    rowKey: ({ group }) => group.value,
    rowTitle: ({ group }) => group.title,
    rows: groups.flatMap((group) => group.points.map((point) => ({ group, point }))),
    pageRows: groups.map((group) => ({ group, point: latestShown(kpi, group.points) })),
    columns: [
      {
        key: "month",
        title: "Month",
        isText: true,
        read: ({ point }) => point?.month ?? null,
        write: ({ point }) => (point ? formatMonth(point.month) : "No month may be judged yet"),
      },
      ...monthColumns(kpi, points).map(
        ({ key, title, read, write }): Column<Row> => ({
          key,
          title,
          isText: key === "reading",
          read: ({ point }) => (point ? read(point) : null),
          write: ({ point }) => (point ? write(point) : ""),
        }),
      ),
    ],
  };
}
