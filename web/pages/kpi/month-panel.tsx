import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { formatMonth } from "../../../server/wording/format.ts";
import { plainReading } from "../../../server/wording/words.ts";
import { Figure } from "../../figures/figure.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import type { Kpi, Series } from "../../types.ts";
import { Answers } from "./answers.tsx";
import { seriesQuery } from "./kpi-queries.ts";
import { monthChart } from "./month-chart.ts";
import { monthTable } from "./month-table.ts";
import { useOpening } from "./use-opening.ts";

/** Shows the KPI month by month, as a chart or a table of the same values, and saves either. */
export function MonthPanel({ kpi, series }: { kpi: Kpi; series: Series }) {
  const { filters } = useFilters();
  const opening = useOpening();
  const isRecorded = kpi.id === "recorded-crimes";
  const { data: recorded } = useQuery({ ...seriesQuery("recorded-crimes", filters), enabled: !isRecorded });
  const beside = isRecorded ? null : (recorded?.points ?? null);
  const chart = useMemo(
    () =>
      monthChart({
        kpi,
        series,
        recorded: beside,
        hasStrip: !isRecorded,
        onOpen: opening?.month ?? null,
      }),
    [kpi, series, beside, isRecorded, opening],
  );
  const table = useMemo(() => monthTable(kpi, series), [kpi, series]);
  const events = series.annotations.filter(({ month }) =>
    series.points.some((point) => point.month === month),
  );

  return (
    <Figure
      id="by-month"
      title="Month by month"
      note={kpi.numerator}
      chart={chart}
      table={table}
      pictureTitle={kpi.title}
      reading={series.verdict?.reading || plainReading(kpi, series.points)}
      fileName={kpi.id}
    >
      {events.length > 0 && (
        <ul className="chart__events">
          {events.map(({ month, title, rebase }) => (
            <li key={`${month} ${title}`}>
              <b>{formatMonth(month)}</b> {title}
              {rebase && "; average and limits are worked out anew from here"}
            </li>
          ))}
        </ul>
      )}
      <Answers kpi={kpi} series={series} />
    </Figure>
  );
}
