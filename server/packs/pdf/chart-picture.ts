import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartOption } from "../../charts/drawing.ts";
import { incidenceChart } from "../../charts/incidence-chart.ts";
import { fontFamily } from "../../charts/palette.ts";
import { seriesChart } from "../../charts/series-chart.ts";
import type { PackModel, PackPage } from "../model.ts";

use([LineChart, BarChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

const place = { width: 720, height: 560, cursor: null, frame: null };

/** The chart of a KPI as the screen draws it, an SVG with the pack's own typeface; null where the KPI has no points. */
export function chartPicture({ kpi, series }: PackPage, typeface: string): string | null {
  if (!series) return null;
  const { points, limits, verdict, target, annotations } = series;
  return svgOf(
    seriesChart({ kpi, points, limits, verdict, target, annotations, recorded: null, ...place }),
    typeface,
  );
}

/** The endings of the pack's cohort day by day, likewise; null where released figures have no such curves. */
export function attritionPicture({ attrition }: PackModel, typeface: string): string | null {
  if (!attrition?.curves) return null;
  const horizon = attrition.curves.days.at(-1) ?? 0;
  return svgOf(incidenceChart({ curves: attrition.curves, horizon, fewestAtRisk: 10 }, place), typeface);
}

function svgOf(option: ChartOption, typeface: string): string {
  const { width, height } = place;
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg.replaceAll(/zr\d+-/g, "zr-").replaceAll(fontFamily, `'${typeface}'`);
}
