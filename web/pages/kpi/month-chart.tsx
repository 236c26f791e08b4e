import EChartsReact from "echarts-for-react/esm/core";
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useState } from "react";
import { seriesChart } from "../../../server/charts/series-chart.ts";
import { layoutOf, monthAt } from "../../../server/charts/series-layout.ts";
import { formatMonth } from "../../../server/wording/format.ts";
import { latestJudged } from "../../../server/wording/marks.ts";
import { plainReading, spokenPoint } from "../../../server/wording/words.ts";
import { echarts } from "../../charts/echarts.ts";
import { useWidth } from "../../components/use-width.ts";
import type { Kpi, Point, Series } from "../../types.ts";

/** The chart of months. It takes the focus: arrow keys, Home and End move through the months, Enter lists the crimes. */
export function MonthChart(props: {
  kpi: Kpi;
  series: Series;
  recorded: Point[] | null;
  onOpen: (month: string) => void;
}) {
  const { kpi, series, recorded } = props;
  const { points, limits, verdict, target, annotations } = series;
  const [place, width] = useWidth();
  const [cursor, setCursor] = useState<string | null>(null);
  const helpId = useId();
  const height = recorded ? 510 : 392;
  const shown = useMemo(
    () => annotations.filter(({ month }) => points.some((point) => point.month === month)),
    [annotations, points],
  );
  const input = useMemo(
    () => ({
      kpi,
      points,
      limits,
      verdict,
      target,
      annotations: shown,
      recorded,
      cursor,
      width,
      height,
      frame: null,
    }),
    [kpi, points, limits, verdict, target, shown, recorded, cursor, width, height],
  );
  const option = useMemo(() => seriesChart(input), [input]);
  const reading = verdict?.reading || plainReading(kpi, latestJudged(points));
  const current = points.find(({ month }) => month === cursor);

  function onClick(event: MouseEvent) {
    const index = monthAt(layoutOf(input), event.clientX - event.currentTarget.getBoundingClientRect().left);
    const point = points[index];
    if (point) props.onOpen(point.month);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && current) props.onOpen(current.month);
    const step = nextIndex(event.key, points, cursor);
    if (step === null) return;
    event.preventDefault();
    setCursor(points[step]?.month ?? null);
  }

  return (
    <div className="chart">
      <div
        className={recorded ? "chart__plot chart__plot--tall" : "chart__plot"}
        ref={place}
        role="application"
        aria-roledescription="chart"
        aria-label={`${kpi.title}, month by month. ${reading}`}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is read with the keyboard
        tabIndex={0}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={() => setCursor(cursor ?? latestJudged(points)?.month ?? points.at(-1)?.month ?? null)}
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
              onChartReady={makeScalable}
            />
          </div>
        )}
      </div>
      {shown.length > 0 && (
        <ul className="chart__events">
          {shown.map(({ month, title, rebase }) => (
            <li key={`${month} ${title}`}>
              <b>{formatMonth(month)}</b> {title}
              {rebase && "; average and limits are worked out anew from here"}
            </li>
          ))}
        </ul>
      )}
      <p id={helpId} className="chart__help">
        Left and right arrow keys read month by month; Enter, or a click on a month, lists its crimes.
      </p>
      <p className="visually-hidden" aria-live="polite">
        {current ? spokenPoint(kpi, current) : ""}
      </p>
    </div>
  );
}

/** Lets a print of the page scale the drawing, which has its size in pixels. */
function makeScalable(chart: {
  getDom: () => HTMLElement;
  getWidth: () => number;
  getHeight: () => number;
}): void {
  const svg = chart.getDom().querySelector("svg");
  svg?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

function nextIndex(key: string, points: Point[], cursor: string | null): number | null {
  const now = points.findIndex(({ month }) => month === cursor);
  const last = points.length - 1;
  const wanted = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[key];
  return wanted === undefined ? null : Math.min(last, Math.max(0, wanted));
}
