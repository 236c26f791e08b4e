import type { z } from "zod";
import type { incidenceSchema } from "../contract/attrition.ts";
import type { Kpi } from "../contract/kpi.ts";
import type { Point, seriesSchema } from "../contract/series.ts";
import type { ChartOption } from "./drawing.ts";
import { incidenceChart } from "./incidence-chart.ts";
import { seriesChart } from "./series-chart.ts";

/** The charts of a pack, for its PDF and for its preview on the screen: the same options, at the same size. */

export const packChartSize = { width: 720, height: 560 };

const place = { ...packChartSize, frame: null };

/** The chart of a KPI of the pack with recorded crimes below it; null if the KPI has no points. */
export function packSeriesChart(
  { kpi, series }: { kpi: Kpi; series: z.infer<typeof seriesSchema> | null },
  recorded: { kpi: string; points: Point[] } | null,
): ChartOption | null {
  if (!series) return null;
  const { points, limits, verdict, target, annotations } = series;
  const beside = recorded && recorded.kpi !== kpi.id ? recorded.points : null;
  const given = { kpi, points, limits, verdict, target, annotations, recorded: beside };
  return seriesChart({ ...given, isPrinted: true, ...place });
}

/** The outcome groups of the pack's cohort day by day; null if released figures have no such curves. */
export function packCohortChart({
  curves,
}: {
  curves: Pick<z.infer<typeof incidenceSchema>, "days" | "groups" | "open" | "crimes"> | null;
}): ChartOption | null {
  if (!curves) return null;
  return incidenceChart({ curves, horizon: curves.days.at(-1) ?? 0, fewestAtRisk: 10 }, place);
}
