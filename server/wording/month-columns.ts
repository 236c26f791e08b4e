import type { Kpi } from "../contract/kpi.ts";
import type { Point } from "../contract/series.ts";
import { formatAverage, formatCount, formatValue } from "./format.ts";
import { countTitle, figureTitle, stateOf } from "./words.ts";

/** A column of a KPI's table of months: its heading, the API's value, and how that is written. */
type MonthColumn = {
  key: string;
  title: string;
  read: (point: Point) => number | string | null;
  write: (point: Point) => string;
};

/** The columns that have something to say for this KPI and these months. */
export function monthColumns(kpi: Kpi, points: Point[]): MonthColumn[] {
  const codes = [...new Set(points.flatMap(({ parts }) => Object.keys(parts ?? {})))].toSorted();
  return [
    ...(kpi.unit === "share" ? [count("numerator", "n"), count("denominator", "N")] : []),
    ...(kpi.unit === "days" ? [count("denominator", countTitle(kpi))] : []),
    figure("value", figureTitle(kpi)),
    ...(kpi.unit === "days" ? [figure("p75", "3 in 4 within"), figure("p90", "9 in 10 within")] : []),
    ...codes.map(part),
    ...(points.some(({ undated }) => undated !== null) ? [count("undated", "Undated")] : []),
    ...(points.some(({ spc }) => spc)
      ? [limit("mean", "Average"), limit("lower", "Lower limit"), limit("upper", "Upper limit")]
      : []),
    {
      key: "reading",
      title: "Reading",
      read: stateOf,
      write: stateOf,
    },
  ];

  function figure(key: "value" | "p75" | "p90", title: string): MonthColumn {
    return {
      key,
      title,
      read: (point) => point[key],
      write: (point) => shown(point, point[key], formatValue(kpi.unit, point[key], kpi.words)),
    };
  }

  function limit(key: "mean" | "lower" | "upper", title: string): MonthColumn {
    return {
      key,
      title,
      read: ({ spc }) => spc?.[key] ?? null,
      write: ({ spc }) => (spc ? formatAverage(kpi.unit, spc[key]) : ""),
    };
  }
}

function count(key: "numerator" | "denominator" | "undated", title: string): MonthColumn {
  return {
    key,
    title,
    read: (point) => point[key],
    write: (point) => shown(point, point[key], point[key] === null ? "" : formatCount(point[key])),
  };
}

function part(code: string): MonthColumn {
  const crimes = ({ parts }: Point) => parts?.[code] ?? null;
  return {
    key: `outcome_${code}`,
    title: `Outcome ${code}`,
    read: crimes,
    write: (point) => hidden(point.parts !== null && code in (point.parts ?? {}), crimes(point)),
  };
}

/** Writes a figure. A hidden small number is a mark, never a blank. */
function shown({ suppressed }: Point, value: number | null, text: string): string {
  return suppressed && value === null ? "[c]" : text;
}

function hidden(isThere: boolean, crimes: number | null): string {
  if (!isThere) return "";
  return crimes === null ? "[c]" : formatCount(crimes);
}
