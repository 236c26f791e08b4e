import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { fontFamily } from "../../charts/palette.ts";
import { seriesChart } from "../../charts/series-chart.ts";
import type { PackPage } from "../model.ts";

use([LineChart, BarChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

const size = { width: 720, height: 560 };

/** The chart of a KPI as the screen draws it, an SVG with the pack's own typeface; null where the KPI has no points. */
export function chartPicture({ kpi, series }: PackPage, typeface: string): string | null {
  if (!series) return null;
  const { points, limits, verdict, target, annotations } = series;
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  chart.setOption(
    seriesChart({
      kpi,
      points,
      limits,
      verdict,
      target,
      annotations,
      recorded: null,
      cursor: null,
      frame: null,
      ...size,
    }),
  );
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg.replaceAll(/zr\d+-/g, "zr-").replaceAll(fontFamily, `'${typeface}'`);
}
