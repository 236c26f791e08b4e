import EChartsReact from "echarts-for-react/esm/core";
import { useId, useMemo } from "react";
import { echarts } from "../charts/echarts.ts";
import { usePrinting } from "../components/use-printing.ts";
import { useWidth } from "../components/use-width.ts";
import { type Chart, spoken } from "./chart.ts";
import { withTip } from "./chart-tip.ts";
import { PaperChart } from "./paper-chart.tsx";
import { useReading } from "./use-reading.ts";

/** A chart for pointer and keyboard: both read the same at a stop, Enter or a click opens it, Escape takes the reading away. */
export function ChartPlot({ chart }: { chart: Chart }) {
  const [box, width] = useWidth();
  const isPrinting = usePrinting();
  const { drawn, events, stop, handlers } = useReading(chart);
  const helpId = useId();
  const height = chart.heightAt(width || 900);
  const option = useMemo(
    () => withTip(chart.draw({ width, height, frame: null }), chart.stops),
    [chart, width, height],
  );
  /** A dot is read from a little way off, too. */
  const opts = { renderer: "svg" as const, width, height, useCoarsePointer: true, pointerSize: 44 };
  const help = `${chart.direction === "across" ? "Left and right" : "Up and down"} arrow keys read ${chart.movesBy}.${chart.open ? ` ${chart.open.help}` : ""}`;

  return (
    <div className="chart">
      <div
        className={chart.open ? "chart__plot chart__plot--opens" : "chart__plot"}
        ref={box}
        style={{ height }}
        role="application"
        aria-roledescription="chart"
        aria-label={chart.name}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is read with the keyboard
        tabIndex={0}
        {...handlers}
      >
        {width > 0 && (
          <div aria-hidden="true">
            <EChartsReact
              key={height}
              ref={drawn}
              echarts={echarts}
              option={option}
              notMerge
              autoResize={false}
              opts={opts}
              onEvents={events}
            />
          </div>
        )}
      </div>
      {isPrinting && <PaperChart chart={chart} />}
      <p className="chart__help" id={helpId}>
        {help}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {stop && spoken(stop)}
      </p>
    </div>
  );
}
