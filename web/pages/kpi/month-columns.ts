import { formatCount, formatLevel, formatMonth, formatValue } from "../../../server/wording/format.ts";
import { stateOf } from "../../../server/wording/words.ts";
import type { Kpi, Point } from "../../types.ts";

/** One column of the month table: its heading, the API's own value, and how that is written on the page. */
export type Column = {
  key: string;
  title: string;
  read: (point: Point) => number | string | null;
  write: (point: Point) => string;
};

/** The columns that say something for this KPI and these months. */
export function monthColumns(kpi: Kpi, points: Point[]): Column[] {
  const codes = [...new Set(points.flatMap(({ parts }) => Object.keys(parts ?? {})))].toSorted();
  const counts = kpi.kind === "duration" ? "Crimes" : "n of N";
  return [
    ...(kpi.kind === "share" || (kpi.kind === "stock" && kpi.unit === "share")
      ? [count("numerator", "n"), count("denominator", "N")]
      : []),
    ...(kpi.kind === "duration" ? [count("denominator", counts)] : []),
    figure("value", { share: "Share", days: "Median", crimes: "Crimes" }[kpi.unit]),
    ...(kpi.kind === "duration" ? [figure("p75", "3 in 4 within"), figure("p90", "9 in 10 within")] : []),
    ...codes.map((code) => ({
      key: `outcome_${code}`,
      title: `Outcome ${code}`,
      read: ({ parts }: Point) => parts?.[code] ?? null,
      write: ({ parts }: Point) => writePart(parts?.[code]),
    })),
    ...(points.some(({ undated }) => undated !== null) ? [count("undated", "Undated")] : []),
    ...(points.some(({ spc }) => spc)
      ? [limit("mean", "Average"), limit("lower", "Lower limit"), limit("upper", "Upper limit")]
      : []),
    {
      key: "state",
      title: "Reading",
      read: (point) => stateOf(point, kpi.better),
      write: (point) => stateOf(point, kpi.better),
    },
  ];

  function figure(key: "value" | "p75" | "p90", title: string): Column {
    return {
      key,
      title,
      read: (point) => point[key],
      write: (point) => shown(point, formatValue(kpi.unit, point[key])),
    };
  }

  function limit(key: "mean" | "lower" | "upper", title: string): Column {
    return {
      key,
      title,
      read: ({ spc }) => spc?.[key] ?? null,
      write: ({ spc }) => (spc ? formatLevel(kpi.unit, spc[key]) : ""),
    };
  }
}

/** The table as a file: the API's own values, unrounded, one month a line in the order of time. */
export function monthFile(kpi: Kpi, snapshot: string, points: Point[]) {
  const columns = monthColumns(kpi, points);
  return {
    header: ["month", ...columns.map(({ key }) => key), "kpi", "snapshot"],
    rows: points.map((point) => [point.month, ...columns.map(({ read }) => read(point)), kpi.id, snapshot]),
  };
}

export function rowTitle(point: Point): string {
  return formatMonth(point.month);
}

function count(key: "numerator" | "denominator" | "undated", title: string): Column {
  return {
    key,
    title,
    read: (point) => point[key],
    write: (point) => shown(point, point[key] === null ? "" : formatCount(point[key])),
  };
}

/** A hidden small number is a mark, never a blank. */
function shown(point: Point, text: string): string {
  return point.suppressed ? "[c]" : text;
}

/** Outcomes apart: “[c]” where too few to show. */
function writePart(crimes: number | null | undefined): string {
  if (crimes === undefined) return "";
  return crimes === null ? "[c]" : formatCount(crimes);
}
