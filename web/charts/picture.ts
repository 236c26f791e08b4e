import type { ChartOption } from "../../server/charts/drawing.ts";
import { echarts } from "./echarts.ts";

const width = 1200;
const height = 675;

export const pictureSize = { width, height };

/** A chart as an SVG file with its accessible name, drawn apart from the page. */
export function svgPicture(option: ChartOption, name: string, size = pictureSize): Blob {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  const named = svg.replace(/^<svg /, '<svg role="img" ').replace(">", `><title>${escaped(name)}</title>`);
  return new Blob([named], { type: "image/svg+xml" });
}

/** A chart as a PNG file at twice its size; drawn on a canvas, so that no image has to be loaded. */
export function pngPicture(option: ChartOption): Promise<Blob> {
  const place = document.createElement("div");
  const chart = echarts.init(place, null, { renderer: "canvas", width, height, devicePixelRatio: 2 });
  chart.setOption(option);
  const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: "#ffffff" });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      chart.dispose();
      if (blob) resolve(blob);
      else reject(new Error("The picture could not be made."));
    }, "image/png");
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
