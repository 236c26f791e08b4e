import type { ChartOption } from "../../server/charts/drawing.ts";
import { echarts } from "./echarts.ts";

const width = 1200;
const height = 675;

export const pictureSize = { width, height };

/** Draws a chart outside the page, as an SVG file with its accessible name. */
export function svgPicture(option: ChartOption, name: string, size = pictureSize): Blob {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  const named = svg.replace(/^<svg /, '<svg role="img" ').replace(">", `><title>${escaped(name)}</title>`);
  return new Blob([named], { type: "image/svg+xml" });
}

/** Draws a chart on a canvas, so that it loads no image, and returns a PNG file at twice its size. */
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
