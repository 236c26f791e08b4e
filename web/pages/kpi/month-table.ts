import { formatCount, formatLevel, formatMonth, formatValue } from "../../../server/wording/format.ts";
import { markOf } from "../../../server/wording/marks.ts";
import { stateOf } from "../../../server/wording/words.ts";
import type { Column, Table } from "../../figures/columns.ts";
import type { Kpi, Point, Series } from "../../types.ts";

/** The months with every value that the chart shows; the latest comes first on the page, the earliest in a file. */
export function monthTable(kpi: Kpi, { points }: Series): Table<Point> {
  return {
    caption: `${kpi.title}, by ${kpi.basis_title}. The latest month comes first.`,
    rowHeading: "Month",
    rowKey: ({ month }) => month,
    rowTitle: ({ month }) => formatMonth(month),
    columns: monthColumns(kpi, points),
    rows: points,
    pageRows: points.toReversed(),
  };
}

/** The columns that say something for this KPI and these months. */
function monthColumns(kpi: Kpi, points: Point[]): Column<Point>[] {
  const codes = [...new Set(points.flatMap(({ parts }) => Object.keys(parts ?? {})))].toSorted();
  return [
    ...(kpi.unit === "share" ? [count("numerator", "n"), count("denominator", "N")] : []),
    ...(kpi.kind === "duration" ? [count("denominator", "Crimes")] : []),
    figure("value", { share: "Share", days: "Median", crimes: "Crimes" }[kpi.unit]),
    ...(kpi.kind === "duration" ? [figure("p75", "3 in 4 within"), figure("p90", "9 in 10 within")] : []),
    ...codes.map((code) => part(code)),
    ...(points.some(({ undated }) => undated !== null) ? [count("undated", "Undated")] : []),
    ...(points.some(({ spc }) => spc)
      ? [limit("mean", "Average"), limit("lower", "Lower limit"), limit("upper", "Upper limit")]
      : []),
    {
      key: "reading",
      title: "Reading",
      read: (point) => stateOf(point, kpi.better),
      write: (point) => stateOf(point, kpi.better),
      isText: true,
      className: (point) => `words--${markOf(point, kpi.better)}`,
    },
  ];

  function figure(key: "value" | "p75" | "p90", title: string): Column<Point> {
    return {
      key,
      title,
      read: (point) => point[key],
      write: (point) => shown(point, formatValue(kpi.unit, point[key])),
    };
  }

  function limit(key: "mean" | "lower" | "upper", title: string): Column<Point> {
    return {
      key,
      title,
      read: ({ spc }) => spc?.[key] ?? null,
      write: ({ spc }) => (spc ? formatLevel(kpi.unit, spc[key]) : ""),
    };
  }
}

function count(key: "numerator" | "denominator" | "undated", title: string): Column<Point> {
  return {
    key,
    title,
    read: (point) => point[key],
    write: (point) => shown(point, point[key] === null ? "" : formatCount(point[key])),
  };
}

function part(code: string): Column<Point> {
  const crimes = ({ parts }: Point) => parts?.[code] ?? null;
  return {
    key: `outcome_${code}`,
    title: `Outcome ${code}`,
    read: crimes,
    write: (point) => hidden(point.parts !== null && code in (point.parts ?? {}), crimes(point)),
  };
}

/** A hidden small number is a mark, never a blank. */
function shown(point: Point, text: string): string {
  return point.suppressed ? "[c]" : text;
}

function hidden(isThere: boolean, crimes: number | null): string {
  if (!isThere) return "";
  return crimes === null ? "[c]" : formatCount(crimes);
}
