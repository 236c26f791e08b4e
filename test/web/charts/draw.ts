import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartOption } from "../../../server/charts/drawing.ts";

use([LineChart, BarChart, ScatterChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

/** A chart as SVG, one element a line, so that a snapshot shows what a change does to it. */
export function draw(option: ChartOption, { width, height }: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg.replaceAll(/zr\d+-(cls-\d+)?/g, "zr-").replaceAll("><", ">\n<")}\n`;
}
