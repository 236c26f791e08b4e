import { formatValue, shownCount, shownValue, signedChange } from "../../../server/wording/format.ts";
import { countTitle, figureTitle } from "../../../server/wording/words.ts";
import type { Column, Table } from "../../figures/columns.ts";
import type { Breakdown, Kpi } from "../../types.ts";
import { type NamedGroup, periodWords } from "./breakdown-figures.ts";

/** A row of the table: a group, or the whole. */
type Line = Omit<NamedGroup, "funnel" | "side">;

/** The table of all groups, the whole in the last row. The contributions add up to that row. */
export function breakdownTable(
  kpi: Kpi,
  breakdown: Breakdown,
  groups: NamedGroup[],
  heading: string,
): Table<Line> {
  const { period, compared, whole } = breakdown;
  const lines: Line[] = whole ? [...groups, { ...whole, split: "all", title: "All of them" }] : groups;
  const now = period ? periodWords(period) : "";
  const mean = breakdown.contribution_of === "mean" ? " (mean)" : "";
  return {
    caption: `${kpi.title}: ${now}${compared ? `, against ${periodWords(compared)}` : ""}. Listed by number of ${kpi.words.many}, not by performance.`,
    rowHeading: heading,
    rowKey: ({ split }) => split,
    rowTitle: ({ title }) => title,
    rows: lines,
    columns: [
      ...(kpi.unit === "share" ? [counted("numerator", "n")] : []),
      ...(kpi.unit === "crimes"
        ? []
        : [counted("denominator", kpi.unit === "share" ? "N" : countTitle(kpi))]),
      {
        key: "value",
        title: figureTitle(kpi),
        read: ({ value }) => value,
        write: ({ suppressed, value }) => (suppressed ? "[c]" : formatValue(kpi.unit, value, kpi.words)),
        note: ({ interval }) =>
          interval
            ? `${shownValue(kpi.unit, interval.lower, kpi.words)} to ${shownValue(kpi.unit, interval.upper, kpi.words)}`
            : "",
      },
      edge("lower"),
      edge("upper"),
      ...(compared ? comparisons() : []),
    ],
  };

  function comparisons(): Column<Line>[] {
    return [
      {
        key: "before",
        title: "Before",
        read: (line) => line.compared?.value ?? null,
        write: (line) => formatValue(kpi.unit, line.compared?.value ?? null, kpi.words),
      },
      {
        key: "contribution",
        title: `Part of the change${mean}`,
        read: ({ contribution }) => contribution?.total ?? null,
        write: ({ contribution }) => (contribution ? signedChange(kpi.unit, contribution.total) : ""),
      },
      part("own_rate", "own rate"),
      part("volume_share", "volume"),
    ];
  }

  function part(key: "own_rate" | "volume_share", title: string): Column<Line> {
    const read = ({ contribution }: Line) => contribution?.[key] ?? null;
    return {
      key,
      title: `of it ${title}`,
      read,
      write: (line) => {
        const value = read(line);
        return value === null ? "" : signedChange(kpi.unit, value);
      },
    };
  }
}

function counted(key: "numerator" | "denominator", title: string): Column<Line> {
  return { key, title, read: (line) => line[key], write: (line) => shownCount(line[key]) };
}

function edge(key: "lower" | "upper"): Column<Line> {
  return { key, title: "", where: "file", read: ({ interval }) => interval?.[key] ?? null, write: () => "" };
}
