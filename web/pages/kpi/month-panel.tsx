import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { Skeleton } from "../../components/states.tsx";
import { Switch } from "../../components/switch.tsx";
import { useFilters } from "../../filters/use-filters.ts";
import type { Kpi, Series } from "../../types.ts";
import { Answers } from "./answers.tsx";
import { DownloadMenu } from "./download-menu.tsx";
import { seriesQuery } from "./kpi-queries.ts";
import { MonthTable } from "./month-table.tsx";

const MonthChart = lazy(() => import("./month-chart.tsx").then((module) => ({ default: module.MonthChart })));

const views = [
  { value: "chart", title: "Chart" },
  { value: "table", title: "Table" },
] as const;

/** The KPI month by month, as a chart and as a table of the very same values, either to take away. */
export function MonthPanel({ kpi, series }: { kpi: Kpi; series: Series }) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const { filters } = useFilters();
  const navigate = useNavigate({ from: "/kpi/$id" });
  const isRecorded = kpi.id === "recorded-crimes";
  const { data: recorded } = useQuery({ ...seriesQuery("recorded-crimes", filters), enabled: !isRecorded });
  const beside = isRecorded ? null : (recorded?.points ?? []);

  function openMonth(month: string) {
    void navigate({ search: (now) => ({ ...now, month }), hash: "crimes", resetScroll: false });
  }

  return (
    <section className="panel" aria-labelledby="by-month">
      <div className="panel__head">
        <div>
          <h2 id="by-month">Month by month</h2>
          <p className="small">{kpi.numerator}</p>
        </div>
        <div className="panel__tools">
          <Switch legend="Show months as" choices={views} value={view} onChange={setView} />
          <DownloadMenu kpi={kpi} series={series} recorded={beside} />
        </div>
      </div>
      <div className={view === "chart" ? undefined : "is-off"}>
        <Suspense fallback={<Skeleton shape={beside ? "chart-tall" : "chart"} label="Drawing the chart" />}>
          <MonthChart kpi={kpi} series={series} recorded={beside} onOpen={openMonth} />
        </Suspense>
      </div>
      <div className={view === "table" ? undefined : "is-off"}>
        <MonthTable kpi={kpi} series={series} />
      </div>
      <Answers kpi={kpi} series={series} />
    </section>
  );
}
