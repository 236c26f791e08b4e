import EChartsReact from "echarts-for-react/esm/core";
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { echarts } from "../charts/echarts.ts";
import { usePrinting } from "../components/use-printing.ts";
import { useWidth } from "../components/use-width.ts";
import { type Chart, spoken } from "./chart.ts";
import { withTip } from "./chart-tip.ts";
import { PaperChart } from "./paper-chart.tsx";

/** A chart for pointer and keyboard: both read the same at a stop, Enter or a click opens it, Escape takes the reading away. */
export function ChartPlot({ chart }: { chart: Chart }) {
  const [box, width] = useWidth();
  const isPrinting = usePrinting();
  const drawn = useRef<EChartsReact>(null);
  const read = useRef<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const helpId = useId();
  const height = chart.heightAt(width || 900);
  const option = useMemo(
    () => withTip(chart.draw({ width, height, frame: null }), chart.stops),
    [chart, width, height],
  );
  /** A dot is read from a little way off, too. */
  const opts = { renderer: "svg" as const, width, height, useCoarsePointer: true, pointerSize: 44 };
  const events = useMemo(
    () => ({
      showTip: ({ dataIndex }: { dataIndex?: number }) => {
        read.current = dataIndex ?? read.current;
      },
      hideTip: () => {
        read.current = null;
      },
    }),
    [],
  );

  useEffect(() => {
    const onEscape = (event: globalThis.KeyboardEvent) => event.key === "Escape" && hideTip(drawn.current);
    window.addEventListener("keydown", onEscape);
    return () => window.removeEventListener("keydown", onEscape);
  }, []);

  function goTo(stop: number) {
    setCursor(stop);
    showTip(drawn.current, stop);
  }

  function onFocus({ currentTarget }: FocusEvent) {
    const stop = cursor ?? Math.min(chart.start, chart.stops.length - 1);
    if (currentTarget.matches(":focus-visible")) goTo(stop);
    else setCursor(stop);
  }

  function onBlur() {
    setCursor(null);
    hideTip(drawn.current);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && cursor !== null) chart.open?.at(cursor);
    const next = nextStop(event.key, cursor ?? chart.start, chart);
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  }

  const help = `${chart.direction === "across" ? "Left and right" : "Up and down"} arrow keys read ${chart.movesBy}.${chart.open ? ` ${chart.open.help}` : ""}`;
  const stop = cursor === null ? undefined : chart.stops[cursor];

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
        onClick={() => read.current !== null && chart.open?.at(read.current)}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={onBlur}
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

/** The stops are the data of a chart's first series. */
function showTip(chart: EChartsReact | null, stop: number): void {
  const on = { seriesIndex: 0, dataIndex: stop };
  const drawn = chart?.getEchartsInstance();
  drawn?.dispatchAction({ type: "downplay", seriesIndex: 0 });
  drawn?.dispatchAction({ type: "highlight", ...on });
  drawn?.dispatchAction({ type: "showTip", ...on });
}

function hideTip(chart: EChartsReact | null): void {
  const drawn = chart?.getEchartsInstance();
  drawn?.dispatchAction({ type: "downplay", seriesIndex: 0 });
  drawn?.dispatchAction({ type: "updateAxisPointer", currTrigger: "leave" });
  drawn?.dispatchAction({ type: "hideTip" });
}

function nextStop(key: string, now: number, { stops, direction }: Chart): number | null {
  const last = stops.length - 1;
  const [back, on] = direction === "across" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const wanted = { [back]: now - 1, [on]: now + 1, Home: 0, End: last }[key];
  return wanted === undefined || last < 0 ? null : Math.min(last, Math.max(0, wanted));
}
