import { lazy, type ReactNode, Suspense, useState } from "react";
import { Skeleton } from "../components/states.tsx";
import { Switch } from "../components/switch.tsx";
import type { Chart } from "./chart.ts";
import type { Table } from "./columns.ts";
import { Downloads } from "./downloads.tsx";
import { FigureTable } from "./figure-table.tsx";

const ChartPlot = lazy(() => import("./chart-plot.tsx").then((module) => ({ default: module.ChartPlot })));

const views = [
  { value: "chart", title: "Chart" },
  { value: "table", title: "Table" },
] as const;

/** Shows a chart or the table of the same values, and saves either. In print both stand below each other. Without a chart only
 * the table is shown. */
export function Figure<Row>(props: {
  id: string;
  title: string;
  note?: ReactNode;
  /** Controls to show before the switch between chart and table. */
  tools?: ReactNode;
  chart: Chart | null;
  table: Table<Row>;
  /** The title of the picture, if it says more than the panel's. */
  pictureTitle?: string;
  /** The picture's text under its title. */
  reading: string;
  fileName: string;
  /** The figure above prints the same table, so the print leaves this one out. */
  hasSameTable?: boolean;
  children?: ReactNode;
}) {
  const { chart, table } = props;
  const [view, setView] = useState<"chart" | "table">("chart");
  return (
    <section
      className={props.hasSameTable ? "panel panel--same-table" : "panel"}
      id={props.id}
      aria-labelledby={`${props.id}-title`}
    >
      <div className="panel__head">
        <div>
          <h2 id={`${props.id}-title`}>{props.title}</h2>
          {props.note && <p className="small">{props.note}</p>}
        </div>
        <div className="panel__tools">
          {props.tools}
          {chart && (
            <Switch legend={`${props.title}: show as`} choices={views} value={view} onChange={setView} />
          )}
          <Downloads
            chart={chart}
            table={table}
            title={props.pictureTitle ?? props.title}
            reading={props.reading}
            fileName={props.fileName}
          />
        </div>
      </div>
      {chart && (
        <div className={view === "chart" ? undefined : "is-off"}>
          <Suspense
            fallback={<Skeleton shape="chart" height={chart.heightAt(900)} label="Drawing the chart" />}
          >
            <ChartPlot chart={chart} />
          </Suspense>
        </div>
      )}
      <div className={chart && view === "chart" ? "is-off" : undefined}>
        <FigureTable table={table} label={`${props.title}, table`} />
      </div>
      {props.children}
    </section>
  );
}
