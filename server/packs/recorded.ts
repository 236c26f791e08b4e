import type { PackModel, PackPage } from "../contract/pack-model.ts";
import type { Point } from "../contract/series.ts";
import { formatCount, formatMonth, shownCount } from "../wording/format.ts";
import { latestShown } from "../wording/judging.ts";
import { monthColumns } from "../wording/month-columns.ts";
import { addMonths } from "../wording/months.ts";

type Recorded = NonNullable<PackModel["recorded"]>;

/** The recorded crimes of each of a KPI's months; null for recorded crimes themselves, and if they are not served. */
export function recordedBeside(
  { kpi, series }: Pick<PackPage, "kpi" | "series">,
  recorded: PackModel["recorded"],
): (Point | null)[] | null {
  if (!recorded || !series || kpi.id === recorded.kpi) return null;
  const byMonth = new Map(recorded.points.map((point) => [point.month, point]));
  return series.points.map(({ month }) => byMonth.get(month) ?? null);
}

/** The latest recorded crimes and those of a year before: fewer crimes, or fewer people coming forward? */
export function recordedWords({ title, points }: Recorded): string {
  const latest = latestShown({ kind: "count" }, points);
  if (!latest) return `${title}: too few in the latest months to show.`;
  const before = points.find(({ month }) => month === addMonths(latest.month, -12));
  const earlier = before ? `, ${shownCount(before.value)} in ${formatMonth(before.month)}` : "";
  return `${title}: ${shownCount(latest.value)} in ${formatMonth(latest.month)}${earlier}.`;
}

/** The columns of a KPI's table of months, recorded crimes among them. */
export function packColumns(page: PackPage, recorded: PackModel["recorded"]) {
  const points = page.series?.points ?? [];
  const columns = monthColumns(page.kpi, points);
  const beside = recordedBeside(page, recorded);
  if (!beside) return columns;
  const byMonth = new Map(points.map(({ month }, index) => [month, beside[index] ?? null]));
  const column: (typeof columns)[number] = {
    key: "recorded",
    title: recorded?.title ?? "",
    read: ({ month }) => byMonth.get(month)?.value ?? null,
    write({ month }) {
      const point = byMonth.get(month);
      if (!point) return "";
      return point.value === null ? shownCount(null) : formatCount(point.value);
    },
  };
  return columns.toSpliced(-1, 0, column);
}
