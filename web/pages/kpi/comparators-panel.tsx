import { useQuery } from "@tanstack/react-query";
import { comparatorsChart, comparatorsHeight } from "../../../server/charts/comparators-chart.ts";
import { formatMonth, formatShortDate, formatValue, shownValue } from "../../../server/wording/format.ts";
import { figureTitle } from "../../../server/wording/words.ts";
import { Failure, Skeleton } from "../../components/states.tsx";
import type { Chart } from "../../figures/chart.ts";
import type { Column, Table } from "../../figures/columns.ts";
import { Figure } from "../../figures/figure.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Breakdown, Comparators, Kpi } from "../../types.ts";
import { periodWords } from "./breakdown-figures.ts";
import { breakdownQuery, comparatorsQuery } from "./kpi-queries.ts";
import { useSplit } from "./use-split.ts";

type Known = Comparators["comparators"][number];

/** A row of the table: another area, or the force itself. */
type Line = Pick<Known, "area" | "period" | "source" | "as_at" | "url" | "note"> & {
  value: number | null;
  isOwn: boolean;
};

/** Shows figures of other areas that are counted in the same way, and says why others are left out. */
export function ComparatorsPanel({ kpi }: { kpi: Kpi }) {
  const { filters } = useFilters();
  const { split } = useSplit();
  const { data, error, refetch } = useQuery(comparatorsQuery(kpi.id, filters));
  const { data: own } = useQuery({
    ...breakdownQuery(kpi.id, filters, split ?? ""),
    enabled: split !== null && (data?.comparators.length ?? 0) > 0,
  });
  if (error) return <Failure error={error} what="The comparators" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton shape="list" label="Reading the comparators" />;
  if (data.comparators.length === 0) {
    return (
      <section className="panel" id="comparators" aria-labelledby="comparators-title">
        <h2 id="comparators-title">{title}</h2>
        <p>{reasonForNone(kpi, data)}</p>
        <LeftOut kpi={kpi} leftOut={data.left_out} />
      </section>
    );
  }
  return <Shown kpi={kpi} answer={data} own={own ?? null} />;
}

const title = "Against other areas, where they count in the same way";

function Shown({ kpi, answer, own }: { kpi: Kpi; answer: Comparators; own: Breakdown | null }) {
  const snapshot = useSnapshot();
  const lines: Line[] = answer.comparators.toReversed().map((known) => ({ ...known, isOwn: false }));
  if (own?.whole && own.period) {
    lines.unshift({
      area: snapshot.force ?? "This force",
      period: periodWords(own.period),
      value: own.whole.value,
      source: `Snapshot ${snapshot.id}`,
      as_at: snapshot.asAt,
      url: null,
      note: null,
      isOwn: true,
    });
  }
  return (
    <Figure
      id="comparators"
      title={title}
      note={`Counted by ${kpi.basis_title}, like this measure. Periods and recording differ between areas: not a ranking.`}
      chart={chartOf(kpi, lines)}
      table={tableOf(kpi, lines)}
      pictureTitle={`${kpi.title}: other areas that count in the same way`}
      reading={readingOf(kpi, lines)}
      fileName={`${kpi.id}-comparators`}
    >
      <LeftOut kpi={kpi} leftOut={answer.left_out} />
    </Figure>
  );
}

function LeftOut({ kpi, leftOut }: { kpi: Kpi; leftOut: Comparators["left_out"] }) {
  if (leftOut.length === 0) return null;
  return (
    <details className="disclosure">
      <summary>
        {leftOut.length === 1 ? "1 figure that is" : `${leftOut.length} figures that are`} not comparable, and
        why
      </summary>
      <ul>
        {leftOut.map(({ area, period, value, source, as_at, scope, reason }) => (
          <li key={`${area} ${period} ${scope}`}>
            {area}, {period}: {formatValue(kpi.unit, value, kpi.words)} ({source}, {dateOf(as_at)}). {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function reasonForNone(kpi: Kpi, { measure, left_out }: Comparators): string {
  if (measure === null && kpi.unit === "crimes")
    return `None is shown: areas differ in size, so a number of ${kpi.words.many} says nothing beside another area’s.`;
  if (measure === null)
    return `None is shown: no figure that other areas publish counts what this measure counts, by the same date and of the same ${kpi.words.many}.`;
  if (left_out.length > 0)
    return "None is shown: figures of other areas exist, but none counts in the same way, and a figure that counts differently would mislead.";
  return "None is shown: no figure of another area is known. A force can load its own with npm run import -- --comparators.";
}

/** The chart of the force and the other areas; null, so that only the table is shown, unless it has two figures to compare. */
function chartOf(kpi: Kpi, lines: Line[]): Chart | null {
  const figures = lines.filter((line): line is Line & { value: number } => line.value !== null);
  if (figures.length < 2) return null;
  const input = { figures, unit: kpi.unit };
  return {
    name: `${kpi.title}, ${figures.length} figures that are counted alike. ${readingOf(kpi, lines)}`,
    heightAt: (width) => comparatorsHeight(figures.length, width),
    draw: (place) => comparatorsChart(input, place),
    stops: figures.map((line) => ({
      title: `${line.area}, ${line.period}`,
      facts: [shownValue(kpi.unit, line.value, kpi.words), line.source],
    })),
    start: 0,
    movesBy: "figure by figure",
    direction: "down",
  };
}

/** The force’s own figure and the latest of each other area. */
function readingOf(kpi: Kpi, lines: Line[]): string {
  const latest = lines.filter(({ area, isOwn }, index) => {
    const first = lines.findIndex((one) => one.area === area && one.isOwn === isOwn);
    return first === index;
  });
  return `${latest.map(({ area, period, value }) => `${area}, ${period}: ${shownValue(kpi.unit, value, kpi.words)}`).join("; ")}.`;
}

function tableOf(kpi: Kpi, lines: Line[]): Table<Line> {
  return {
    caption: `${kpi.title} in other areas, the latest first, each as it was published.`,
    rowHeading: "Area",
    rowKey: ({ area, period }) => `${area}, ${period}`,
    rowTitle: ({ area }) => area,
    rows: lines,
    columns: [
      text("period", "Period", ({ period }) => period),
      {
        key: "value",
        title: figureTitle(kpi),
        read: ({ value }) => value,
        write: ({ value }) => formatValue(kpi.unit, value, kpi.words),
      },
      text("basis", "Counted by", () => kpi.basis_title),
      text("source", "Source", ({ source }) => source),
      { ...text("as_at", "As at", ({ as_at }) => dateOf(as_at)), className: () => "date" },
      text("note", "Note", ({ note }) => note ?? ""),
      { ...text("url", "", ({ url }) => url ?? ""), where: "file" },
    ],
  };
}

function text(key: string, heading: string, read: (line: Line) => string): Column<Line> {
  return { key, title: heading, isText: true, read, write: read };
}

/** `2024-02` as “Feb 2024”, `2024-02-13` as “13 Feb 2024”. */
function dateOf(date: string): string {
  return date.length === 7 ? formatMonth(date) : formatShortDate(date);
}
