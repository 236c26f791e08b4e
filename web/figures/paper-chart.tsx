import { useLayoutEffect, useRef } from "react";
import { echarts } from "../charts/echarts.ts";
import type { Chart } from "./chart.ts";

/** Half of a sheet, in pixels. At this width the words of a chart stay legible. */
const width = 720;

/** Draws the chart at the width of the paper instead of the screen, and at once, as a printer does not wait. */
export function PaperChart({ chart }: { chart: Chart }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const height = chart.heightAt(width);
    const drawn = echarts.init(place.current, null, { renderer: "svg", width, height });
    drawn.setOption(chart.draw({ width, height, frame: null }));
    drawn.getZr().flush();
    place.current?.querySelector("svg")?.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return () => drawn.dispose();
  }, [chart]);
  return <div className="chart__paper" ref={place} aria-hidden="true" />;
}
