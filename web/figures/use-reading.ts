import type EChartsReact from "echarts-for-react/esm/core";
import { type FocusEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Chart, Stop } from "./chart.ts";

/** Reads a chart's stops by pointer and by keys. ECharts knows what the pointer reads, and shows what the keys read. */
export function useReading(chart: Chart) {
  const drawn = useRef<EChartsReact>(null);
  const shown = useRef<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const stop: Stop | undefined = cursor === null ? undefined : chart.stops[cursor];
  const events = useMemo(
    () => ({
      showTip: ({ dataIndex }: { dataIndex?: number }) => {
        shown.current = dataIndex ?? shown.current;
      },
      hideTip: () => {
        shown.current = null;
      },
    }),
    [],
  );

  useEffect(() => {
    const onEscape = ({ key }: globalThis.KeyboardEvent) => key === "Escape" && hideTip(drawn.current);
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

  function onClick() {
    if (shown.current !== null) chart.open?.at(shown.current);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && cursor !== null) chart.open?.at(cursor);
    const next = nextStop(event.key, cursor ?? chart.start, chart);
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  }

  return { drawn, events, stop, handlers: { onFocus, onBlur, onClick, onKeyDown } };
}

/** The stops are the data of a chart's first series. */
function showTip(chart: EChartsReact | null, stop: number): void {
  const echarts = chart?.getEchartsInstance();
  echarts?.dispatchAction({ type: "downplay", seriesIndex: 0 });
  echarts?.dispatchAction({ type: "highlight", seriesIndex: 0, dataIndex: stop });
  echarts?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: stop });
}

function hideTip(chart: EChartsReact | null): void {
  const echarts = chart?.getEchartsInstance();
  echarts?.dispatchAction({ type: "downplay", seriesIndex: 0 });
  echarts?.dispatchAction({ type: "updateAxisPointer", currTrigger: "leave" });
  echarts?.dispatchAction({ type: "hideTip" });
}

function nextStop(key: string, now: number, { stops, direction }: Chart): number | null {
  const last = stops.length - 1;
  const [back, on] = direction === "across" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const wanted = { [back]: now - 1, [on]: now + 1, Home: 0, End: last }[key];
  return wanted === undefined || last < 0 ? null : Math.min(last, Math.max(0, wanted));
}
