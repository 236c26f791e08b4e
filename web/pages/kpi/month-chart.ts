import type { Place } from "../../../server/charts/drawing.ts";
import { seriesChart } from "../../../server/charts/series-chart.ts";
import { formatLongMonth } from "../../../server/wording/format.ts";
import { plainReading, pointFacts } from "../../../server/wording/words.ts";
import type { Chart } from "../../figures/chart.ts";
import type { Kpi, Point, Series } from "../../types.ts";

/** The control chart of a KPI, with recorded crimes below it. Each month opens the list of its crimes. */
export function monthChart(props: {
  kpi: Kpi;
  series: Series;
  recorded: Point[] | null;
  /** Whether recorded crimes are drawn below, once they are read. */
  hasStrip: boolean;
  /** Opens the crimes of a month; only for readers who may see lists of crimes. */
  onOpen: ((month: string) => void) | null;
}): Chart {
  const { kpi, series, recorded, hasStrip, onOpen } = props;
  const { points, latest, limits, verdict, target } = series;
  const annotations = series.annotations.filter(({ month }) => points.some((point) => point.month === month));
  const reading = verdict?.reading || plainReading(kpi, points);
  const inputAt = (place: Place) => ({
    kpi,
    points,
    limits,
    verdict,
    target,
    annotations,
    recorded: hasStrip ? (recorded ?? []) : null,
    ...place,
  });
  return {
    name: `${kpi.title}, month by month. ${reading}`,
    heightAt: () => (hasStrip ? 510 : 392),
    draw: (place) => seriesChart(inputAt(place)),
    stops: points.map((point) => ({ title: formatLongMonth(point.month), facts: pointFacts(kpi, point) })),
    start: latest ? points.indexOf(latest) : points.length - 1,
    ...(onOpen && {
      open: {
        help: `Enter, or a click on a month, lists its ${kpi.words.many}.`,
        at: (index: number) => {
          const month = points[index]?.month;
          if (month) onOpen(month);
        },
      },
    }),
    movesBy: "month by month",
    direction: "across",
  };
}
