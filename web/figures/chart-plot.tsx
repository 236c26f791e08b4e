import EChartsReact from "echarts-for-react/esm/core";
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useState } from "react";
import type { Place } from "../../server/charts/drawing.ts";
import { echarts } from "../charts/echarts.ts";
import { usePrinting } from "../components/use-printing.ts";
import { useWidth } from "../components/use-width.ts";
import type { Chart } from "./chart.ts";
import { PaperChart } from "./paper-chart.tsx";

/** A chart for the keyboard: arrow keys, Home and End move to a stop and read it aloud, Enter opens it. */
export function ChartPlot({ chart }: { chart: Chart }) {
  const [box, width] = useWidth();
  const isPrinting = usePrinting();
  const [cursor, setCursor] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const helpId = useId();
  const height = chart.heightAt(width || 900);
  const shown = hovered ?? cursor;
  const place: Place = useMemo(() => ({ width, height, cursor: shown, frame: null }), [width, height, shown]);
  const option = useMemo(() => chart.draw(place), [chart, place]);

  function stopUnder(event: MouseEvent): number | null {
    const corner = event.currentTarget.getBoundingClientRect();
    const index = chart.stopAt(place, event.clientX - corner.left, event.clientY - corner.top);
    return chart.stops[index] ? index : null;
  }

  function onClick(event: MouseEvent) {
    const index = stopUnder(event);
    if (index !== null) chart.open?.at(index);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && cursor !== null) chart.open?.at(cursor);
    const next = nextStop(event.key, cursor ?? chart.start, chart);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
  }

  const help = `${chart.direction === "across" ? "Left and right" : "Up and down"} arrow keys read ${chart.movesBy}.${chart.open ? ` ${chart.open.help}` : ""}`;
  const spoken = cursor === null ? "" : (chart.stops[cursor]?.spoken ?? "");
  const readout = shown === null ? "" : (chart.stops[shown]?.spoken ?? "");

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
        onClick={onClick}
        onMouseMove={(event) => setHovered(stopUnder(event))}
        onMouseLeave={() => setHovered(null)}
        onKeyDown={onKeyDown}
        onFocus={() => setCursor(cursor ?? Math.min(chart.start, chart.stops.length - 1))}
        onBlur={() => setCursor(null)}
      >
        {width > 0 && (
          <div aria-hidden="true">
            <EChartsReact
              key={height}
              echarts={echarts}
              option={option}
              notMerge
              autoResize={false}
              opts={{ renderer: "svg", width, height }}
            />
          </div>
        )}
      </div>
      {isPrinting && <PaperChart chart={chart} />}
      <p className="chart__help">
        <span id={helpId} className={readout ? "visually-hidden" : undefined}>
          {help}
        </span>
        {readout && (
          <span aria-hidden="true" className="chart__readout">
            {readout}
          </span>
        )}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}

function nextStop(key: string, now: number, { stops, direction }: Chart): number | null {
  const last = stops.length - 1;
  const [back, on] = direction === "across" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const wanted = { [back]: now - 1, [on]: now + 1, Home: 0, End: last }[key];
  return wanted === undefined || last < 0 ? null : Math.min(last, Math.max(0, wanted));
}
