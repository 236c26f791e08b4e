import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartOption } from "../../charts/drawing.ts";
import { packChartSize } from "../../charts/pack-charts.ts";
import { fontFamily } from "../../charts/palette.ts";

use([LineChart, BarChart, ScatterChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

/** Draws a chart like the screen, as an SVG with the pack's typeface. */
export function chartPicture(option: ChartOption, typeface: string): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...packChartSize });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg.replaceAll(/zr\d+-/g, "zr-").replaceAll(fontFamily, `'${typeface}'`);
}
